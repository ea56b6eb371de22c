// The script of pages with a checklist or a worksheet.

import { offerPart } from "#core"
import { mountChecklist } from "./checklist.js"
import { mountWorksheet } from "./worksheet.js"

offerPart("course-checklist", mountChecklist)
offerPart("course-worksheet", mountWorksheet)
