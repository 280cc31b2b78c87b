// Reads an Argdown file with its own parser and prints what it found; `--probe` only says whether the parser is there.
const { ArgdownApplication, ModelPlugin, ParserPlugin } = require("@argdown/core");
const fs = require("fs");

if (process.argv[2] !== "--probe") {
  const app = new ArgdownApplication();
  app.addPlugin(new ParserPlugin(), "parse");
  app.addPlugin(new ModelPlugin(), "model");
  const input = fs.readFileSync(process.argv[2], "utf8");
  const found = app.run({ process: ["parse", "model"], input, logLevel: "silent" });
  const errors = [...(found.lexerErrors || []), ...(found.parserErrors || []), ...(found.exceptions || [])];
  console.log(
    JSON.stringify({
      errors: errors.map((one) => one.message),
      statements: Object.keys(found.statements || {}).length,
      relations: (found.relations || []).length,
    }),
  );
}
