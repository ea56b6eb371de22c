// The script of pages with a checklist.

import { offerPart } from "#core"
import { mountChecklist } from "./checklist.js"

offerPart("course-checklist", mountChecklist)
