// The script of pages that are read from top to bottom.

import { offerPart } from "#core"
import { mountPager } from "./pager.js"
import { mountReading } from "./position.js"

offerPart("course-reading", mountReading)
offerPart("course-pager", mountPager)
