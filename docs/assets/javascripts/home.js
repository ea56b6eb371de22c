// The script of the home page alone.

import { offerPart } from "#core"
import { mountContinue } from "./continue.js"

offerPart("course-continue", mountContinue)
