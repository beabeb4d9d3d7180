// What a strict React project writes.
import type { Decision, KeyStatus, Keyward } from "keyward";
import { Can, KeywardProvider, useDecision, useKeyStatus, useKeyward, type CanChildren, type CanProps } from "keyward/react";
import { useState, type ReactNode } from "react";

const READ = { key: "k", operation: "list-content-items", environment: "e" } as const;

function Publish({ id, ward }: { readonly id: string; readonly ward?: Keyward | undefined }): ReactNode {
  const [collection, setCollection] = useState<string>();
  const decision: Decision = useDecision({ ...READ, facts: { collection, exists: true } }, { ward });
  const status: KeyStatus | null = useKeyStatus(id, { ward, at: "2026-11-23T12:00:00Z" });
  const { createKey }: Keyward = useKeyward();
  void createKey;
  return <button disabled={!decision.allowed} onClick={() => setCollection("blog")} title={decision.message}>{status?.level}</button>;
}

const explained: CanChildren = ({ needs }) => `depends on ${needs.join(", ")}`;

export const page = (ward: Keyward): ReactNode => (
  <KeywardProvider ward={ward} renderedAt={Date.now()}>
    <Can request={READ} denied={({ reason }) => <p>{reason}</p>} depends={explained}>
      <Publish id="k" />
    </Can>
    <Can request={{ user: "ada", method: "GET", path: "/v2/projects/e/items" }} ward={ward} depends={null}>
      {(decision) => decision.path}
    </Can>
  </KeywardProvider>
);

export function Wrong(): ReactNode {
  // @ts-expect-error: a misspelt member
  useDecision({ ...READ, enviroment: "e" });
  // @ts-expect-error: a status may be null
  useKeyStatus("k").level;
  // @ts-expect-error: no instant
  useKeyStatus("k", { at: null });
  // @ts-expect-error: a request is needed
  const props: CanProps = { children: "yes" };
  // @ts-expect-error: a ward is needed
  return <KeywardProvider>{props.denied}</KeywardProvider>;
}
