// Requests that no client mends, for the tests of servers.
import { connect } from "node:net";

/** One request, as it is: its status, headers and body. Node drops an answer that comes after the end of its request, and workerd waits for that end: `ends`. */
export function send(port, target, { method = "GET", headers = {}, ends = false } = {}) {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`)).join("");
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (part) => (text += part)).on("error", reject).on("close", () => {
      const [head, ...body] = text.split("\r\n\r\n");
      const [first = "", ...fields] = head.split("\r\n");
      resolve({ status: Number(first.split(" ")[1]), headers: Object.fromEntries(fields.map((field) => [field.split(": ", 1)[0].toLowerCase(), field.slice(field.indexOf(": ") + 2)])), body: body.join("\r\n\r\n") });
    });
    socket[ends ? "end" : "write"](`${method} ${target} HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n${lines}\r\n`);
  });
}
