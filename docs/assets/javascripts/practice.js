// The script of pages with a checklist or a worksheet.

import { mountChecklist } from "./checklist.js"
import { offerPart } from "./parts.js"
import { mountWorksheet } from "./worksheet.js"

offerPart("course-checklist", mountChecklist)
offerPart("course-worksheet", mountWorksheet)
