// The script of the final assessment alone.

import { mountExam } from "./exam.js"
import { offerPart } from "./parts.js"

offerPart("course-final", mountExam)
