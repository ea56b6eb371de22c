// The script of pages that are read from top to bottom, and of the learning paths through them.

import { offerPart } from "#core"
import { mountPager, mountPath } from "./pager.js"
import { mountReading } from "./position.js"

offerPart("course-reading", mountReading)
offerPart("course-pager", mountPager)
offerPart("course-path", mountPath)
