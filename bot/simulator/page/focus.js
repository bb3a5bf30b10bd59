/** Keep the keyboard where it was when a message is drawn anew under it. */

/** Remember which of the message's buttons has the focus, if any has. */
export function focusIn(element) {
  const inside = element.contains(document.activeElement);
  return inside ? { label: document.activeElement.textContent } : null;
}

/** Give the focus to the same button of the newer message, else to its first one. */
export function refocus(element, { label }, otherwise) {
  const buttons = [...element.querySelectorAll("button, a")];
  const same = buttons.find((button) => button.textContent === label);
  const target = same ?? element.querySelector(".inline-keyboard button, .inline-keyboard a") ?? otherwise;
  target.focus({ preventScroll: true });
}
