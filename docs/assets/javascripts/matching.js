// Matching: a native select in every row.

/** @typedef {import("./form.js").Form} Form */

/** @param {HTMLElement} fieldset @param {string[]} keys pairs like "o1=m2" @returns {Form} */
export function mountMatching(fieldset, keys) {
  const rows = [...fieldset.querySelectorAll(".opt")].map((row) => {
    const select = /** @type {HTMLSelectElement} */ (row.querySelector("select"))
    return {
      row: /** @type {HTMLElement} */ (row),
      id: /** @type {HTMLElement} */ (row).dataset.option ?? "",
      select,
      slot: /** @type {HTMLElement} */ (select.parentElement),
    }
  })
  return {
    read: () =>
      Object.fromEntries(rows.filter(({ select }) => select.value).map(({ id, select }) => [id, select.value])),
    write(choice) {
      const values = /** @type {Record<string, string>} */ (choice ?? {})
      for (const { id, select } of rows) {
        const value = values[id] ?? ""
        select.value = [...select.options].some((option) => option.value === value) ? value : ""
      }
    },
    unanswered: () => rows.find(({ select }) => !select.value)?.select ?? null,
    grade() {
      const marks = rows.map(({ row, slot, id, select }) => ({
        row,
        slot,
        right: keys.includes(`${id}=${select.value}`),
      }))
      return { marks, right: marks.every(({ right }) => right) }
    },
    remove() {},
  }
}
