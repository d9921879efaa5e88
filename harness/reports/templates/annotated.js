(() => {
  const place = document.getElementById("place");
  const keys = document.getElementById("keys");
  const marks = { finding: ".finding > details > summary", claim: ".note > details > summary" };

  const stops = name => [...document.querySelectorAll(marks[name])].filter(stop => stop.checkVisibility());

  // without a stop in focus, reading begins at the top of what is seen
  const onTheWay = (stop, here, step) => {
    if (!here) return step > 0 ? stop.getBoundingClientRect().top >= 0 : stop.getBoundingClientRect().top < 0;
    const beyond = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    return Boolean(here.compareDocumentPosition(stop) & beyond);
  };

  const go = (name, step) => {
    const all = stops(name);
    const here = document.activeElement.closest("#sheet, #vanished") ? document.activeElement : null;
    const ahead = all.filter(stop => onTheWay(stop, here, step));
    const next = step > 0 ? ahead[0] : ahead.at(-1);
    if (!next) {
      place.textContent = step > 0 ? `no ${name} below` : `no ${name} above`;
      return;
    }
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    place.textContent = `${name} ${all.indexOf(next) + 1} of ${all.length}`;
  };

  const actions = {
    n: () => go("finding", 1), p: () => go("finding", -1),
    j: () => go("claim", 1), k: () => go("claim", -1),
    "?": () => keys.open ? keys.close() : keys.showModal(),
  };
  addEventListener("keydown", event => {
    const typing = event.target.matches("input[type=search], textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || typing || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
  document.getElementById("help").hidden = false;
  document.getElementById("help").addEventListener("click", actions["?"]);
  document.getElementById("close").addEventListener("click", () => keys.close());

  // where notes stand under their block and not beside it, they are folded until they are asked for
  if (!matchMedia("(min-width: 62rem)").matches)
    for (const note of document.querySelectorAll("#sheet .finding > details")) note.open = false;

  // an address that names a claim in a closed group opens it
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) if (part.matches("details")) part.open = true;
    target?.querySelector("summary")?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
