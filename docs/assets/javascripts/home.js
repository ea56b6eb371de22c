// The script of the home page alone.

import { mountContinue } from "./continue.js"
import { offerPart } from "./parts.js"

offerPart("course-continue", mountContinue)
