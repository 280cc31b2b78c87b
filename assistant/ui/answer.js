const KINDS = { outlet: "outlet", person: "person", institution: "institution", unnamed: "unnamed source" };
const STANCES = { for: "for", against: "against", mixed: "mixed", not_stated: "not stated" };
const MARKS = { for: "+", against: "−", mixed: "±", not_stated: "·" };
const VERDICTS = {
  altered: "the quotation differs from the source",
  misattributed: "the words are someone else’s",
  fabricated: "the quotation stands nowhere",
  ungrounded: "a name, number or date is not in the cited words",
  unsupported: "the cited words do not carry it",
  unchecked: "not checked",
};
const SHOWN_CLAIMS = 3;

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "answer");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const open = root.open || (root.open = new Set()); // what the reader unfolded stays so
  const { sheet, place, busy } = data;
  const cite = (number) => {
    const source = sheet.sources[number - 1];
    const here = place && place.article === source.article && place.at === `${source.start}-${source.end}`;
    return h(
      "button",
      {
        class: "cite", type: "button", "data-n": number, "aria-pressed": here ? "true" : "false",
        "aria-label": `Source ${number}: ${source.publisher}, ${source.title}`,
        title: `${source.publisher}: ${source.title}`,
        on: { click: () => setTriggerValue("open", { article: source.article, start: source.start, end: source.end }) },
      },
      String(number),
    );
  };
  const claim = (one, tag = "p") =>
    h(tag, { class: "claim", dir: "auto" }, h("span", {}, one.text), " ", h("span", { class: "cites" }, one.cites.map(cite)));
  const names = (voices) => h("span", { class: "names", dir: "auto" }, voices.join(" · "));
  const section = (title, hint, ...body) =>
    h("section", {}, h("h2", {}, title), hint && h("p", { class: "hint" }, hint), ...body);
  const folded = (key, summary, ...body) =>
    h("details", { open: open.has(key), on: { toggle: (e) => (e.target.open ? open.add(key) : open.delete(key)) } },
      h("summary", {}, summary), ...body);

  const access = (one) => {
    if (one.access === "first_hand") return h("span", { class: "badge first" }, "first-hand");
    const hand = one.access === "second_hand" ? "second-hand" : "third-hand";
    return h("span", { class: "badge second", dir: "auto" }, one.via.length ? `${hand}, via ${[...one.via].reverse().join(", via ")}` : hand);
  };
  const heard = (one, key) => {
    const rest = one.claims.slice(SHOWN_CLAIMS);
    return [
      one.claims.slice(0, SHOWN_CLAIMS).map((each) => claim(each)),
      rest.length > 0 && folded(key, plural(rest.length, "more sentence", "more sentences"), rest.map((each) => claim(each))),
    ];
  };
  const position = (one) =>
    h("article", { class: "card" },
      h("header", {}, h("h3", { dir: "auto" }, one.voice), h("span", { class: "kind" }, KINDS[one.kind] || one.kind), access(one.heard[0])),
      one.heard.map((each, number) => [number > 0 && h("p", { class: "also" }, access(each)), heard(each, `${one.voice} ${number}`)]));
  const agreement = (one) =>
    h("li", {}, claim(one.claim),
      h("p", { class: "who" }, names(one.voices), h("span", { class: "kind" }, plural(one.origins, "independent origin", "independent origins"))));
  const reading = (one) =>
    h("div", { class: "reading" }, h("h4", { dir: "auto" }, one.label), h("p", { class: "who" }, names(one.voices)), one.claims.map((each) => claim(each)));
  const issue = (one, number) =>
    h("article", { class: "issue" }, h("h3", { dir: "auto" }, h("span", { class: "count" }, String(number + 1)), one.issue),
      h("div", { class: "readings" }, one.readings.map(reading)));

  const cell = (voice, one) => {
    const stance = one.stances[voice] || "not_stated";
    const key = JSON.stringify([voice, one.issue]);
    return h("td", {},
      h("button", { type: "button", class: `stance ${stance}`, "aria-expanded": root.cell === key ? "true" : "false",
          on: { click: () => { root.cell = root.cell === key ? null : key; showCell(); } }, "data-key": key },
        h("span", { "aria-hidden": "true" }, MARKS[stance] || "·"), " ", STANCES[stance] || stance));
  };
  const cellPanel = h("div", { class: "panel", "aria-live": "polite" });
  const showCell = () => {
    for (const button of root.querySelectorAll(".stance")) {
      button.setAttribute("aria-expanded", button.dataset.key === root.cell ? "true" : "false");
    }
    cellPanel.replaceChildren();
    if (!root.cell) return;
    const [voice, name] = JSON.parse(root.cell);
    const one = sheet.issues.find((each) => each.issue === name);
    if (!one) return;
    const said = one.readings.flatMap((each) => each.claims).filter((each) => each.voices.includes(voice));
    cellPanel.append(h("h4", { dir: "auto" }, `${voice} on: ${name}`),
      ...(said.length ? said.map((each) => claim(each)) : [h("p", { class: "hint" }, "Not stated in your library.")]));
  };
  const matrix = () =>
    h("div", { class: "matrix" }, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Who stands where" },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Voice"),
          sheet.issues.map((one, number) => h("th", { scope: "col", dir: "auto" }, h("span", { class: "count" }, String(number + 1)), one.issue)))),
        h("tbody", {}, sheet.voices.map((voice) =>
          h("tr", {}, h("th", { scope: "row", dir: "auto" }, voice), sheet.issues.map((one) => cell(voice, one))))))),
      sheet.silent.length > 0 && folded("silent", plural(sheet.silent.length, "more voice, with nothing stated on these", "more voices, with nothing stated on these"),
        h("p", { class: "absent" }, sheet.silent.map((name) => h("span", { dir: "auto" }, name)))),
      cellPanel);

  const against = (one) =>
    h("article", { class: `counter ${one.lane}` },
      h("p", { class: "hint" }, "Against"), h("blockquote", {}, claim(one.against)), one.claims.map((each) => claim(each)));
  const lane = (name, title, hint, none) => {
    const here = sheet.counterarguments.filter((one) => one.lane === name);
    if (!here.length) return h("p", { class: "none" }, none);
    return h("div", { class: "lane" }, h("h3", {}, title), h("p", { class: "hint" }, hint), here.map(against));
  };
  const rejected = (one) =>
    h("li", {}, h("span", { dir: "auto" }, one.text), h("span", { class: "kind" }, one.reason || VERDICTS[one.verdict] || one.verdict));
  const counted = Object.entries(sheet.checks.rejected).map(([reason, number]) => `${number} ${reason}`).join(", ");

  const spoken = new Set(sheet.positions.map((one) => one.voice)).size;
  const engine = sheet.engine.model || (sheet.engine.analyst === "embedded" ? "embedded analyst, in the sources’ own sentences" : sheet.engine.analyst);
  const summary = [
    spoken > 0 && plural(spoken, "voice", "voices"),
    sheet.sources.length > 0 && plural(sheet.sources.length, "place cited", "places cited"),
    !busy && sheet.checks.claims > 0 && `${sheet.checks.shown} of ${plural(sheet.checks.claims, "sentence", "sentences")} passed every check`,
    !busy && engine,
  ].filter(Boolean).join(" · ");

  root.replaceChildren(...[
    h("h1", { dir: "auto" }, sheet.question),
    h("p", { class: "summary" }, summary || "…"),
    sheet.notes.map((note) => h("p", { class: "note", dir: "auto" }, note)),
    sheet.positions.length > 0 && section("Positions", null, h("div", { class: "cards" }, sheet.positions.map(position))),
    busy && h("p", { class: "busy", role: "status" }, "Reading on. Sentences appear once they have passed the checks."),
    sheet.not_stated.length > 0 && section("Not stated", "In your library, with nothing on this question.",
      h("p", { class: "absent" }, sheet.not_stated.map((name) => h("span", { dir: "auto" }, name)))),
    sheet.agreements.length > 0 && section("Agreements", "Counted in independent origins: ten reprints are one.", h("ul", { class: "plain" }, sheet.agreements.map(agreement))),
    sheet.issues.length > 0 && section("Issues and readings", null, sheet.issues.map(issue)),
    sheet.issues.length > 0 && sheet.voices.length > 0 && section("Who stands where", "Open a cell to see the sentences behind it.", matrix()),
    (sheet.counterarguments.length > 0) && section("Counter-arguments", null, h("div", { class: "lanes" },
      lane("in_sources", "In the sources", "Words of a voice that holds otherwise.", "No counter-argument in your library."),
      lane("inferred", "Inferred", "Reasoned by the analyst; no source says it.", "None is inferred: the analyst adds nothing of its own here."))),
    !busy && sheet.checks.claims > 0 && section("Checks", null,
      h("p", { class: "tally" }, `${sheet.checks.shown} of ${plural(sheet.checks.claims, "sentence", "sentences")} passed every check.`,
        counted && ` Left out: ${counted}.`),
      sheet.rejected.length > 0 && folded("rejected", "Show what was left out", h("ul", { class: "plain rejected" }, sheet.rejected.map(rejected)))),
  ].flat().filter(Boolean));
  showCell();
}
