// Runs before the first paint, so that a dark room never sees a white flash.
(() => {
  const asked = new URLSearchParams(location.search).get("theme");
  const kept = localStorage.getItem("theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = [asked, kept].find((name) => name === "dark" || name === "light") ?? system;
})();
