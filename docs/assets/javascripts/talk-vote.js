// A vote by hands: what the trainer counted, once and again after the talk.

/** @typedef {Record<string, number>} Round Hands by option. */
/** @typedef {{rounds: [Round, Round], round: 0 | 1}} Vote */

/** @returns {Vote} */
export const newVote = () => ({ rounds: [{}, {}], round: 0 })

/** @param {Vote} vote @param {string} option @param {number} count @returns {Vote} */
export function countHands(vote, option, count) {
  /** @type {[Round, Round]} */
  const rounds = [{ ...vote.rounds[0] }, { ...vote.rounds[1] }]
  rounds[vote.round][option] = Math.min(999, Math.max(0, Math.round(count) || 0))
  return { ...vote, rounds }
}

/** @param {Round} round */
export const countAll = (round) => Object.values(round).reduce((sum, n) => sum + n, 0)

/** The share of an option in a round, 0 to 1.
    @param {Round} round @param {string} option */
export const shareOf = (round, option) => (round[option] ?? 0) / (countAll(round) || 1)

/** How far an option moved between the rounds, in whole percentage points; null before the second.
    @param {Vote} vote @param {string} option */
export function shiftOf({ rounds: [first, second] }, option) {
  if (!countAll(first) || !countAll(second)) return null
  return Math.round(shareOf(second, option) * 100) - Math.round(shareOf(first, option) * 100)
}

/** The wrong option that most people chose in the latest round that was counted, null where nobody was
    wrong. The earlier of two that are level.
    @param {Vote} vote
    @param {readonly string[]} options as they are shown
    @param {readonly string[]} keys those that are right */
export function commonMistake(vote, options, keys) {
  const round = countAll(vote.rounds[1]) ? vote.rounds[1] : vote.rounds[0]
  let found = null
  for (const option of options) {
    if (keys.includes(option) || !round[option]) continue
    if (found === null || round[option] > (round[found] ?? 0)) found = option
  }
  return found
}
