// The script of the progress page alone.

import { mountProgress } from "./overview.js"
import { offerPart } from "./parts.js"

offerPart("course-progress", mountProgress)
