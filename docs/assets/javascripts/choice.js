// Single and multiple choice: native radios and checkboxes.

/** @typedef {import("./form.js").Form} Form */

/** @param {HTMLElement} fieldset @param {string[]} keys @returns {Form} */
export function mountChoice(fieldset, keys) {
  const options = [...fieldset.querySelectorAll(".opt")].map((row) => ({
    row: /** @type {HTMLElement} */ (row),
    input: /** @type {HTMLInputElement} */ (row.querySelector("input")),
    slot: /** @type {HTMLElement} */ (row.querySelector("label")),
  }))
  const chosen = () => options.filter(({ input }) => input.checked)
  return {
    read: () => chosen().map(({ input }) => input.value),
    write(choice) {
      const ids = Object.values(choice ?? [])
      for (const { input } of options) input.checked = ids.includes(input.value)
    },
    unanswered: () => (chosen().length ? null : options[0]?.input ?? null),
    grade() {
      const marks = chosen().map((option) => ({
        ...option,
        control: option.input,
        feedback: option.input.value,
        right: keys.includes(option.input.value),
      }))
      const found = marks.filter(({ right }) => right).length
      return {
        marks,
        right: marks.length === found && found === keys.length,
        missing: options.some(({ input }) => input.type === "checkbox") ? keys.length - found : 0,
      }
    },
    remove() {},
  }
}
