// The script of the review page alone.

import { offerPart } from "#core"
import { mountReview } from "./review-session.js"

offerPart("course-review", mountReview)
