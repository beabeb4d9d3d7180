// Runs the worker on this machine: `npm run example:edge`; with `-- --check` it runs each line it prints, with `-- --load` it measures.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure, main } from "../../scripts/process.mjs";
import { ensureNodeModules } from "../../scripts/tools.mjs";

const folder = dirname(fileURLToPath(import.meta.url));

/** Prints the notices that the cron sends. */
async function webhook() {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { messages } = JSON.parse(body);
    for (const { email, subject } of messages) console.log(`notice to ${email}: ${subject}`);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

await main(async () => {
  ensureNodeModules();
  const options = process.argv.slice(2);
  for (const option of options) if (!["--check", "--load"].includes(option)) throw new Failure(`the option ${option} is not known: there are --check and --load`);
  if (options.includes("--load")) return (await import("./local/load.mjs")).load(folder);

  const [{ start, administer, ADMIN_SECRET }, { makeSeed }, { curlLine, outcomes }] = [await import("./local/start.mjs"), await import("./local/seed.mjs"), await import("./local/outcomes.mjs")];
  const check = options.includes("--check");
  const hook = await webhook();
  const quiet = (stdout, stderr) => (stdout.resume(), stderr.resume());
  const { miniflare, url, cutUrl } = await start({ webhook: hook.url, port: check ? 0 : Number(process.env.PORT ?? 0), log: check ? quiet : undefined });
  const { project, tokens, secrets } = await makeSeed();
  await administer(url, "PUT", "project", { project, tokens });
  console.log(`the worker: ${url} (admin secret: ${ADMIN_SECRET})\n`);
  const list = outcomes({ url, cutUrl, secrets });
  for (const outcome of list) {
    console.log(`# ${outcome.title}: ${outcome.status}\n${curlLine(outcome)}\n`);
    if (check) checked(outcome, curlLine(outcome));
  }
  await (await miniflare.getWorker("edge")).scheduled({ cron: "*/5 * * * *" });
  if (!check) return console.log("\nPaste a line into another shell. Ctrl-C ends the worker.");
  console.log(`all ${list.length} lines gave what is printed`);
  await miniflare.dispose();
  hook.close();
});

/** Runs the line as a shell would. */
function checked({ title, status, shows }, line) {
  const answer = execFileSync("sh", ["-c", `${line} -s`], { encoding: "utf8" });
  const got = Number(/^HTTP\/[\d.]+ (\d+)/.exec(answer)?.[1]);
  if (got !== status || !answer.includes(shows)) throw new Failure(`${title}: ${status} and \`${shows}\` were to be there, and this came:\n${answer}`);
}
