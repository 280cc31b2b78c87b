const HUES = 6;

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "reader");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const { sheet } = data;
  const hue = (voice) => `v${voice % HUES}`;
  let first = true;
  const segment = (one) => {
    if (one.voice === null && !one.cited) return one.text;
    const name = one.voice === null ? null : sheet.voices[one.voice];
    const heard = name && `${name}${one.via.length ? `, via ${[...one.via].reverse().join(", via ")}` : ""}`;
    const node = h(one.cited ? "mark" : "span",
      { class: [one.voice === null ? "" : `voice ${hue(one.voice)}`, one.cited ? "cited" : ""].join(" ").trim(), title: heard, "data-voice": name },
      one.text);
    if (one.cited && first) {
      node.id = "cited";
      node.tabIndex = -1;
      first = false;
    }
    return node;
  };
  const address = weblink(sheet.url);
  const by = [sheet.authors.join(", "), sheet.published, sheet.kind].filter(Boolean).join(" · ");
  const heard = (name, number) => h("span", { class: `voice ${hue(number)}`, dir: "auto" }, name);
  const named = sheet.voices.map(heard);
  const legend = named.length > 0 && h("details", { class: "legend", open: root.unfolded, on: { toggle: (e) => { root.unfolded = e.target.open; } } },
    h("summary", {}, `${plural(named.length, "other voice is", "other voices are")} heard here`), named);
  const body = h("div", { class: "body", tabindex: "0", role: "document", "aria-label": `Article: ${sheet.title}`, lang: sheet.language === "und" ? null : sheet.language },
    sheet.paragraphs.map((paragraph) => h("p", { dir: "auto" }, paragraph.map(segment))));
  root.replaceChildren(
    h("header", {},
      h("button", { type: "button", class: "close", "aria-label": "Close the article", on: { click: () => setTriggerValue("close", Date.now()) } }, "✕"),
      h("p", { class: "publisher", dir: "auto" }, sheet.origin ? `${sheet.origin}, carried by ${sheet.publisher}` : sheet.publisher),
      h("h2", { dir: "auto" }, sheet.title || "Untitled"),
      by && h("p", { class: "by", dir: "auto" }, by),
      address && h("p", { class: "by" }, h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" },
        sheet.cited ? `Open these words at ${sheet.host}` : `Open at ${sheet.host}`)),
      sheet.also.length > 0 && h("p", { class: "by", dir: "auto" }, `The same text in: ${sheet.also.join(", ")}`),
      legend),
    body);
  root.onkeydown = (event) => { if (event.key === "Escape") setTriggerValue("close", Date.now()); };
  const target = root.querySelector("#cited");
  requestAnimationFrame(() => {
    // Only the article moves: scrollIntoView would take the whole page along.
    if (target) body.scrollTop += target.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 4;
    else body.scrollTop = 0;
    if (target) target.focus({ preventScroll: true });
  });
}
