// A form above a long list that narrows it, and gives way to a link into the list.

/**
 * @param {HTMLElement} list
 * @param {HTMLFormElement} form put above what is in the list
 * @param {object} acts
 * @param {() => void} acts.apply shows what is asked for and hides the rest
 * @param {() => void} acts.clear asks for everything
 * @returns {() => void} takes the form away; what is hidden stays so
 */
export function mountFilter(list, form, { apply, clear }) {
  /** A link to something that is hidden arrives all the same. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target?.closest("[hidden]") || !list.contains(target)) return
    clear()
    apply()
    target.scrollIntoView()
  }

  form.autocomplete = "off" // Or the browser puts back words that are not applied.
  form.addEventListener("input", apply)
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("hashchange", reveal)
  list.prepend(form)
  return () => {
    removeEventListener("hashchange", reveal)
    form.remove()
  }
}
