// Buttons that print the page; without scripts they stay hidden, and Ctrl+P does the same.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
