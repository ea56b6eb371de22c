// The memory of the course: one JSON text for each item, under `prefix:1:kind:id`.
//
// Two tabs never overwrite each other's other items, because nothing is written as a whole map.
// Bytes that cannot be read are never lost: damaged ones are moved aside unchanged, ones from a
// newer version stay where they are. Whatever cannot be stored works from memory for this page view.

/** The version of the records that this code writes, and the newest that it can read. */
export const VERSION = 1

/** @typedef {"ok" | "denied" | "full" | "corrupt" | "newer"} State */
/** @typedef {Record<string, any> & {v: 1}} Item A stored record. */
/** @typedef {{type: "change", kind: string | null, id: string | null} | {type: "state", state: State}} StoreEvent
    A change made elsewhere (null: anything may have changed), or a new fault. */
/** @typedef {ReturnType<typeof openStore>} Store */

/** The faults, the gravest last: a graver one replaces a lighter one, never the other way round.
    @type {readonly State[]} */
const GRAVITY = ["ok", "corrupt", "newer", "full", "denied"]

/** Even to ask for the storage throws where the browser denies it.
    @returns {Storage | null} */
function findStorage() {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/** @param {unknown} error */
function isQuota(error) {
  return error instanceof Error && /quota/i.test(error.name)
}

/**
 * @param {object} options
 * @param {string} options.prefix the first part of every key
 * @param {Storage | null} [options.storage]
 * @param {Record<string, (record: Item) => boolean>} [options.shapes] by kind: whether a record can be used
 * @param {EventTarget} [options.events] where `storage` and `pageshow` events arrive
 */
export function openStore({ prefix, storage = findStorage(), shapes = {}, events = globalThis }) {
  /** What this page view keeps because storage cannot; null: removed.
      @type {Map<string, Item | null>} */
  const memory = new Map()
  /** @type {Set<(event: StoreEvent) => void>} */
  const listeners = new Set()
  const root = `${prefix}:${VERSION}:`
  /** @type {State} */
  let state = "ok"

  /** @param {StoreEvent} event */
  function emit(event) {
    for (const listener of [...listeners]) listener(event)
  }

  /** @param {State} fault */
  function fail(fault) {
    if (GRAVITY.indexOf(fault) <= GRAVITY.indexOf(state)) return
    state = fault
    emit({ type: "state", state })
  }

  /** Runs what touches the storage; a refusal is noted, not thrown.
      @template T
      @param {(storage: Storage) => T} action
      @returns {{value: T} | null} */
  function attempt(action) {
    if (!storage) {
      fail("denied")
      return null
    }
    try {
      return { value: action(storage) }
    } catch (error) {
      fail(isQuota(error) ? "full" : "denied")
      return null
    }
  }

  /** Copies unreadable bytes to a key of their own, then frees the place.
      @param {string} key
      @param {string} bytes
      @returns {boolean} whether the place is free */
  function putAside(key, bytes) {
    const done = attempt((storage) => {
      for (let n = 1; ; n += 1) {
        const place = `${prefix}:aside:${key}:${n}`
        const there = storage.getItem(place)
        if (there === null) storage.setItem(place, bytes)
        if (there === null || there === bytes) break
      }
      storage.removeItem(key)
    })
    return done !== null
  }

  /** Reads what is stored and says whether the place may be written.
      @param {string} kind
      @param {string} key
      @returns {{item: Item | null, free: boolean}} */
  function inspect(kind, key) {
    const bytes = attempt((storage) => storage.getItem(key))
    if (!bytes) return { item: null, free: false }
    if (bytes.value === null) return { item: null, free: true }
    /** @type {any} */
    let item = null
    try {
      item = JSON.parse(bytes.value)
    } catch {
      // Not JSON: unreadable, as below.
    }
    const isItem = item !== null && typeof item === "object" && Number.isInteger(item.v)
    if (isItem && item.v > VERSION) {
      fail("newer")
      return { item: null, free: false }
    }
    if (isItem && item.v === VERSION && (shapes[kind]?.(item) ?? true)) return { item, free: true }
    const free = putAside(key, bytes.value)
    fail("corrupt")
    return { item: null, free }
  }

  /** @param {string} kind @param {string} id @returns {Item | null} */
  function get(kind, id) {
    const key = `${root}${kind}:${id}`
    return memory.has(key) ? memory.get(key) ?? null : inspect(kind, key).item
  }

  /** @param {string} kind
      @param {string} id
      @param {Item | null} item
      @returns {boolean} whether it will be there after the page is closed */
  function write(kind, id, item) {
    const key = `${root}${kind}:${id}`
    const stored =
      inspect(kind, key).free &&
      attempt((storage) =>
        item === null ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(item)),
      ) !== null
    if (stored) memory.delete(key)
    else memory.set(key, item)
    return stored
  }

  /** @param {string} kind @returns {[id: string, item: Item][]} every readable item, by id */
  function list(kind) {
    const start = `${root}${kind}:`
    const keys = attempt((storage) =>
      Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? ""),
    )
    const ids = [...(keys?.value ?? []), ...memory.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
    return [...new Set(ids)].sort().flatMap((id) => {
      const item = get(kind, id)
      return item ? [/** @type {[string, Item]} */ ([id, item])] : []
    })
  }

  /** @param {(event: StoreEvent) => void} listener @returns {() => void} the end of it */
  function subscribe(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  // Another tab wrote, or cleared everything (no key).
  events.addEventListener("storage", (event) => {
    const { key, storageArea } = /** @type {StorageEvent} */ (event)
    if (storageArea && storage && storageArea !== storage) return
    if (key === null) emit({ type: "change", kind: null, id: null })
    else if (key.startsWith(root)) {
      const [kind = "", ...id] = key.slice(root.length).split(":")
      emit({ type: "change", kind, id: id.join(":") })
    }
  })
  // A page that comes back from the browser's cache heard nothing while it was away.
  events.addEventListener("pageshow", (event) => {
    if (/** @type {PageTransitionEvent} */ (event).persisted) emit({ type: "change", kind: null, id: null })
  })
  if (!storage) fail("denied")

  return {
    get,
    list,
    subscribe,
    /** @param {string} kind @param {string} id @param {Item} item */
    set: (kind, id, item) => write(kind, id, item),
    /** @param {string} kind @param {string} id */
    remove: (kind, id) => write(kind, id, null),
    get state() {
      return state
    },
  }
}
