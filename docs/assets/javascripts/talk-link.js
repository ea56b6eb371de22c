// Between the window in the room and the trainer's own. A channel reaches every window of the site; from
// disk a browser may keep files apart, so what one window opened is spoken to directly as well.

/** @typedef {{talk: "ccip", deck: string, from: string, to: string, n: number, body: any}} Letter
    To one window, or with an empty `to` to all. */

/** @param {string} deck
    @param {(body: any, from: string) => void} hear
    @returns {{send: (body: any, to?: string) => void, join: (other: Window | null) => void, id: string}} */
export function openLink(deck, hear) {
  const id = Math.random().toString(36).slice(2)
  const local = location.protocol === "file:"
  /** @type {Set<Window>} */
  const others = new Set()
  /** The newest letter of each sender: one that comes both ways is read once.
      @type {Map<string, number>} */
  const read = new Map()
  let n = 0

  /** @param {Letter} letter */
  function take(letter) {
    if (letter?.talk !== "ccip" || letter.deck !== deck || letter.from === id) return false
    if (letter.to && letter.to !== id) return true
    if ((read.get(letter.from) ?? -1) < letter.n) {
      read.set(letter.from, letter.n)
      hear(letter.body, letter.from)
    }
    return true
  }

  /** @type {BroadcastChannel | null} */
  let channel = null
  try {
    channel = new BroadcastChannel(`ccip:talk:${deck}`)
    channel.onmessage = (event) => void take(event.data)
  } catch {
    // No channel here: the windows that know each other still talk.
  }
  addEventListener("message", (event) => {
    if (event.origin !== (local ? "null" : location.origin)) return
    if (take(event.data) && event.source) others.add(/** @type {Window} */ (event.source))
  })

  return {
    id,
    /** @param {Window | null} other */
    join: (other) => void (other && others.add(other)),
    send(body, to = "") {
      /** @type {Letter} */
      const letter = { talk: "ccip", deck, from: id, to, n: (n += 1), body }
      channel?.postMessage(letter)
      for (const other of others) {
        if (other.closed) others.delete(other)
        else other.postMessage(letter, local ? "*" : location.origin)
      }
    },
  }
}
