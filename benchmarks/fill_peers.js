// Fills the plans in FOLDER/plans.json with one engine; prints the CPU seconds that it took.
// Usage: node fill_peers.js ENGINE FOLDER MODULES
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const [engine, folder, modules] = process.argv.slice(2);
const load = createRequire(path.resolve(modules, "package.json"));
const template = fs.readFileSync(path.join(folder, "template.docx"));
const plans = JSON.parse(fs.readFileSync(path.join(folder, "plans.json"), "utf8"));
const write = (n, data) => fs.writeFileSync(path.join(folder, `${n}.docx`), data);

async function fill() {
  if (engine === "docxtemplater") {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    plans.forEach((plan, n) => {
      const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      doc.render(plan);
      write(n, doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
    });
  } else if (engine === "easy-template-x") {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    for (const [n, plan] of plans.entries()) write(n, await handler.process(template, plan));
  } else {
    const carbone = load("carbone");
    const file = path.resolve(folder, "template.docx");
    for (const [n, plan] of plans.entries()) {
      write(n, await new Promise((done, failed) =>
        carbone.render(file, plan, (error, data) => (error ? failed(error) : done(data)))));
    }
  }
}

const begun = process.cpuUsage();
fill().then(() => {
  const spent = process.cpuUsage(begun);
  console.log((spent.user + spent.system) / 1e6);
  process.exit(0);
});
