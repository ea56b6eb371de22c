// The memory of the course: one JSON text for each item, under `prefix:1:kind:id`.
//
// The 1 is the layout of the keys and stays. The version of what is inside stands in each record,
// so that a record of an older version is brought up to date in its place, in one write.
// Two tabs never overwrite each other's other items, because nothing is written as a whole map.
// Bytes that cannot be read are never lost: damaged ones are moved aside unchanged, ones from a
// newer version stay where they are. Whatever cannot be stored works from memory for this page view.

/** The version of the records that this code writes, and the newest that it can read. */
export const VERSION = 1
const LAYOUT = 1

/** @typedef {"ok" | "denied" | "full" | "corrupt" | "newer"} State */
/** @typedef {Record<string, any> & {v: number}} Item A stored record. */
/** @typedef {[kind: string, id: string, item: Item | null]} Change null: removed. */
/** @typedef {(kind: string, id: string, item: Item) => Record<string, any>} Migration
    From one version to the next; the store sets `v`. */
/** @typedef {{type: "change", kind: string | null, id: string | null} | {type: "state", state: State}} StoreEvent
    A change (null: anything may have changed), or a new fault. */
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
 * @param {Record<string, (record: Item, id: string) => boolean>} [options.shapes] by kind: whether a record can be used
 * @param {EventTarget} [options.events] where `storage` and `pageshow` events arrive
 * @param {number} [options.version] of the records
 * @param {Record<number, Migration>} [options.migrations] by the version that each starts from
 */
export function openStore({
  prefix,
  storage = findStorage(),
  shapes = {},
  events = globalThis,
  version = VERSION,
  migrations = {},
}) {
  /** What this page view keeps because storage cannot; null: removed.
      @type {Map<string, Item | null>} */
  const memory = new Map()
  /** Each with whether it hears of what this page writes, too.
      @type {Map<(event: StoreEvent) => void, boolean>} */
  const listeners = new Map()
  const root = `${prefix}:${LAYOUT}:`
  /** @type {State} */
  let state = "ok"

  /** @param {StoreEvent} event
      @param {boolean} [own] whether this page did it, one item at a time */
  function emit(event, own = false) {
    for (const [listener, hearsOwn] of [...listeners]) if (hearsOwn || !own) listener(event)
  }

  const changedAll = () => emit({ type: "change", kind: null, id: null })

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

  /** A record in the version of this code.
      @param {string} kind
      @param {string} id
      @param {any} item
      @returns {Item | "newer" | null} null: it cannot be used */
  function update(kind, id, item) {
    if (item === null || typeof item !== "object" || !Number.isInteger(item.v)) return null
    if (item.v > version) return "newer"
    let now = /** @type {Item} */ (item)
    try {
      while (now.v < version) {
        const migrate = migrations[now.v]
        if (!migrate) return null
        now = { ...migrate(kind, id, now), v: now.v + 1 }
      }
    } catch {
      return null // A record that no version ever wrote.
    }
    return shapes[kind]?.(now, id) ?? true ? now : null
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
    const now = update(kind, key.slice(root.length + kind.length + 1), item)
    if (now === "newer") {
      fail("newer")
      return { item: null, free: false }
    }
    if (now) {
      if (now !== item) attempt((storage) => storage.setItem(key, JSON.stringify(now)))
      return { item: now, free: true }
    }
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
    emit({ type: "change", kind, id }, true)
    return stored
  }

  /** Every key of the course, those of other layouts and of what was put aside included. */
  function keys() {
    const found = attempt((storage) =>
      Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? ""),
    )
    return [...new Set([...(found?.value ?? []), ...memory.keys()])].filter((key) => key.startsWith(`${prefix}:`))
  }

  /** @param {string} key @returns {[kind: string, id: string]} */
  function split(key) {
    const [kind = "", ...id] = key.slice(root.length).split(":")
    return [kind, id.join(":")]
  }

  /** Every readable item of every kind.
      @returns {[kind: string, id: string, item: Item][]} */
  function all() {
    return keys()
      .filter((key) => key.startsWith(root))
      .sort()
      .flatMap((key) => {
        const [kind, id] = split(key)
        const item = get(kind, id)
        return item ? [/** @type {[string, string, Item]} */ ([kind, id, item])] : []
      })
  }

  /** Writes all of it or nothing. What a newer version wrote is passed over.
      @param {Change[]} changes
      @returns {number | null} how many were written; null: nothing was */
  function replace(changes) {
    const open = changes
      .map(([kind, id, item]) => ({ kind, key: `${root}${kind}:${id}`, item }))
      .filter(({ kind, key }) => inspect(kind, key).free)
    const before = attempt((storage) => open.map(({ key }) => ({ key, bytes: storage.getItem(key) })))
    if (!before) return null
    const done = attempt((storage) => {
      for (const { key, item } of open) {
        if (item === null) storage.removeItem(key)
        else storage.setItem(key, JSON.stringify(item))
      }
    })
    if (!done) {
      // What was there fitted, so it fits again once all that is new is out of the way.
      attempt((storage) => {
        for (const { key } of before.value) storage.removeItem(key)
        for (const { key, bytes } of before.value) if (bytes !== null) storage.setItem(key, bytes)
      })
      return null
    }
    for (const { key } of open) memory.delete(key)
    changedAll()
    return open.length
  }

  /** Removes items, readable or not, with the copies of theirs that were put aside.
      @param {(kind: string, id: string) => boolean} [matches] all that is the course's where it is missing
      @returns {boolean} whether they are gone for good */
  function wipe(matches) {
    const aside = `${prefix}:aside:`
    const found = keys().filter((key) => {
      if (!matches) return true
      const place = key.startsWith(aside) ? key.slice(aside.length).replace(/:\d+$/, "") : key
      return place.startsWith(root) && matches(...split(place))
    })
    for (const key of found) memory.delete(key)
    const done = attempt((storage) => found.forEach((key) => storage.removeItem(key)))
    changedAll()
    return done !== null
  }

  /** @param {string} kind @returns {[id: string, item: Item][]} every readable item, by id */
  function list(kind) {
    const start = `${root}${kind}:`
    const ids = keys()
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
    return ids.sort().flatMap((id) => {
      const item = get(kind, id)
      return item ? [/** @type {[string, Item]} */ ([id, item])] : []
    })
  }

  /** @param {(event: StoreEvent) => void} listener
      @param {{own?: boolean}} [options] `own`: hears each item that this page writes, too
      @returns {() => void} the end of it */
  function subscribe(listener, { own = false } = {}) {
    listeners.set(listener, own)
    return () => void listeners.delete(listener)
  }

  /** Hears when something of a kind, or everything, has changed.
      @param {string} kind
      @param {(isAll: boolean) => void} listener `isAll`: everything may have changed
      @param {{id?: string, own?: boolean}} [options] `id`: of this item alone
      @returns {() => void} the end of it */
  function watch(kind, listener, { id, own } = {}) {
    return subscribe((event) => {
      if (event.type !== "change") return
      const isAll = event.kind === null
      if (isAll || (event.kind === kind && (id === undefined || event.id === id))) listener(isAll)
    }, { own })
  }

  // Another tab wrote, or cleared everything (no key).
  events.addEventListener("storage", (event) => {
    const { key, storageArea } = /** @type {StorageEvent} */ (event)
    if (storageArea && storage && storageArea !== storage) return
    if (key === null) changedAll()
    else if (key.startsWith(root)) {
      const [kind, id] = split(key)
      emit({ type: "change", kind, id })
    }
  })
  // A page that comes back from the browser's cache heard nothing while it was away.
  events.addEventListener("pageshow", (event) => {
    if (/** @type {PageTransitionEvent} */ (event).persisted) changedAll()
  })
  if (!storage) fail("denied")

  return {
    all,
    get,
    list,
    replace,
    subscribe,
    update,
    version,
    watch,
    wipe,
    /** @param {string} kind @param {string} id @param {Item} item */
    set: (kind, id, item) => write(kind, id, item),
    /** @param {string} kind @param {string} id */
    remove: (kind, id) => write(kind, id, null),
    get state() {
      return state
    },
  }
}
