export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "briefing");
  const { sheet, place } = data;
  const drawn = JSON.stringify(sheet);
  if (root.drawn === drawn) return press(root, place);
  root.drawn = drawn;
  const cite = (one) => citation(one, (where) => setTriggerValue("open", where));
  const line = (one) =>
    h("p", { class: "line", dir: "auto" },
      one.lead && h("span", { class: "lead" }, `${one.lead} `), one.text, " ", h("span", { class: "cites" }, one.marks.map(cite)),
      one.tail && h("span", { class: "tail" }, ` ${one.tail}`),
      one.original && h("span", { class: "original", dir: "auto" }, one.original));
  const heading = (one) =>
    h(one.level > 1 ? "h4" : "h3", { dir: "auto" }, one.text, one.note && h("span", { class: "tail" }, ` ${one.note}`));
  const grid = (one) =>
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": one.header.join(", ") }, h("table", {},
      h("thead", {}, h("tr", {}, one.header.map((cell) => h("th", { scope: "col", dir: "auto" }, cell)))),
      h("tbody", {}, one.rows.map((row) => h("tr", {}, row.map((cell, number) =>
        number ? h("td", { dir: "auto" }, cell) : h("th", { scope: "row", dir: "auto" }, cell)))))));
  const blocks = { line, heading, grid };
  const section = (one) =>
    h("section", { class: one.ours ? "ours" : "" }, h("h2", {}, one.title), one.says && h("p", { class: "says" }, one.says),
      one.blocks.map((each) => blocks[each.kind](each)));
  const sections = sheet.sections.map(section);
  const source = (one) =>
    h("li", { value: one.number }, h("span", { class: "publisher", dir: "auto" }, one.publisher), " ", h("span", { dir: "auto" }, one.title), " ",
      h("span", { class: "tail" }, [one.published, one.access].filter(Boolean).join(" · ")), " ", one.marks.map(cite),
      weblink(one.url) && [" ", h("a", { href: weblink(one.url), target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" }, "original")]);
  const sources = h("section", {}, h("h2", {}, "Sources"), h("ol", {}, sheet.sources.map(source)));
  const jump = (one, number) =>
    h("button", { type: "button", class: "jump", on: { click: () => goTo(sections[number]) } }, one.title);
  root.replaceChildren(
    h("h1", { dir: "auto" }, sheet.title),
    h("div", {}, sheet.standing.map((one) => h("p", { class: "tail", dir: "auto" }, one))),
    h("nav", { "aria-label": "Sections" }, sheet.sections.map(jump)),
    ...sections, sources);
  press(root, place);
}
