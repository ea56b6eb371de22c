// The script of the progress page alone.

import { offerPart } from "#core"
import { mountProgress } from "./overview.js"

offerPart("course-progress", mountProgress)
