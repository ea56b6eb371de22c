// The script of the final assessment alone.

import { offerPart } from "#core"
import { mountExam } from "./exam.js"

offerPart("course-final", mountExam)
