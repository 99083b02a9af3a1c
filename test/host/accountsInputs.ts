/** Answers quick inputs in the person's place, through the same events as VS Code's own. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Ui } from "../../src/extension/ui.ts";
import { standingIn, until } from "./extension.ts";

/** What is done to a question. */
export type Said =
  /** Types it and presses Enter; once more, to insist on it, where that is refused at first. */
  | { readonly type: string; readonly insist?: boolean }
  /**
   * Chooses a row, after typing something if that is given; `refused` when the question stays open, and `"told"` when
   * a row then says why.
   */
  | { readonly pick: string; readonly type?: string; readonly refused?: boolean | "told" }
  | "back"
  | "escape";

export interface TypedKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** What is typed and chosen to add an account with typed keys; keys that are refused are insisted on. */
export function typedAccount(
  account: TypedKey & { readonly name: string; readonly endpoint: string },
): Said[] {
  const { name, endpoint } = account;
  return [
    { pick: "Type an AccessKey" },
    { pick: endpoint, type: endpoint },
    { pick: "cn-hangzhou" },
    ...typedKeys(account),
    { type: name },
  ];
}

/** The same of the keys alone. */
export function typedKeys({ accessKeyId, accessKeySecret, securityToken }: TypedKey): Said[] {
  const [insist, isTemporary] = [true, accessKeyId.startsWith("STS.")];
  return [
    { type: accessKeyId },
    { type: accessKeySecret, insist },
    ...(isTemporary ? [{ type: securityToken ?? "", insist }] : []),
  ];
}

/** A question as the person saw it. */
export interface Asked {
  readonly title: string | undefined;
  /** Prompt of a text, placeholder of a list. */
  readonly about: string | undefined;
  /** What stood there when it was shown. */
  readonly value: string;
  readonly step: string;
  readonly password: boolean;
  readonly canGoBack: boolean;
  /** What was said to be wrong, once for each attempt. */
  readonly problems: string[];
}

/** Runs `work` while every question gets the next of `script`; escapes from those that are too many. */
export async function sayingToQuickInputs(
  script: readonly Said[],
  work: () => PromiseLike<unknown>,
  onAsked: () => void = () => undefined,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const left = [...script];
  const next = (): Said => left.shift() ?? "escape";
  const create = () => new Input(next, (question) => asked.push(question), onAsked) as unknown;
  const person: Partial<Ui> = {
    createInputBox: create as Ui["createInputBox"],
    createQuickPick: create as Ui["createQuickPick"],
    ask: async () => {
      const said = next();
      return typeof said === "object" && "type" in said ? said.type : undefined;
    },
    pick: async (rows, { title }) => {
      const said = next();
      asked.push(questionOf({ title, value: "" }));
      if (typeof said !== "object" || !("pick" in said)) return undefined;
      const row = rows.find(({ label }) => label === said.pick);
      assert.ok(row, `${said.pick} is offered`);
      return row;
    },
  };
  await standingIn(person, work);
  assert.deepEqual(left, [], "everything in the script was asked for");
  return asked;
}

function questionOf(input: Partial<Input>): Asked {
  return {
    title: input.title,
    about: input.prompt ?? input.placeholder,
    value: input.value ?? "",
    step: input.step === undefined ? "" : `${input.step}/${input.totalSteps}`,
    password: input.password ?? false,
    canGoBack: (input.buttons?.length ?? 0) > 0,
    problems: [],
  };
}

/** Input box and quick pick in one. */
class Input {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  value = "";
  placeholder: string | undefined;
  prompt: string | undefined;
  password = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  validationMessage: string | undefined;
  readonly #next: () => Said;
  readonly #record: (asked: Asked) => void;
  readonly #onAsked: () => void;
  readonly #value = new vscode.EventEmitter<string>();
  readonly #accept = new vscode.EventEmitter<void>();
  readonly #button = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly #hide = new vscode.EventEmitter<void>();
  readonly #itemButton = new vscode.EventEmitter<
    vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>
  >();
  readonly onDidChangeValue = this.#value.event;
  readonly onDidAccept = this.#accept.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidHide = this.#hide.event;
  readonly onDidTriggerItemButton = this.#itemButton.event;
  #disposed = false;

  constructor(next: () => Said, record: (asked: Asked) => void, onAsked: () => void) {
    this.#next = next;
    this.#record = record;
    this.#onAsked = onAsked;
  }

  show(): void {
    void this.#play();
  }

  hide(): void {
    this.#hide.fire();
  }

  dispose(): void {
    this.#disposed = true;
  }

  async #play(): Promise<void> {
    const question = questionOf(this);
    this.#record(question);
    this.#onAsked();
    while (!this.#disposed) {
      const said = this.#next();
      if (said === "escape") return this.hide();
      if (said === "back") this.#back();
      else if ("pick" in said) await this.#pick(said, question);
      else await this.#type(said);
      if (this.validationMessage !== undefined) question.problems.push(this.validationMessage);
      await settled();
    }
  }

  #back(): void {
    const [button] = this.buttons;
    assert.equal(button, vscode.QuickInputButtons.Back);
    this.#button.fire(vscode.QuickInputButtons.Back);
  }

  async #type({ type: text, insist = false }: Extract<Said, { type: string }>): Promise<void> {
    this.value = text;
    this.#value.fire(text);
    await this.#enter();
    if (insist && !this.#disposed) await this.#enter();
  }

  async #enter(): Promise<void> {
    this.validationMessage = undefined;
    this.#accept.fire();
    await until(`an end of "${this.prompt}"`, () => this.#disposed || this.validationMessage);
  }

  async #pick(
    { pick, type, refused = false }: Extract<Said, { pick: string }>,
    { problems }: Asked,
  ): Promise<void> {
    if (type !== undefined) {
      this.value = type;
      this.#value.fire(type);
    }
    const row = () => this.items.find(({ label }) => label === pick);
    await until(`the row ${pick}`, row);
    this.selectedItems = [row()].filter((item) => item !== undefined);
    this.#accept.fire();
    if (!refused) return until(`an end of "${this.placeholder}"`, () => this.#disposed);
    if (refused === "told") {
      await until("a row that says why", () => this.items.find(isError));
      problems.push(...this.items.filter(isError).map(({ label }) => label));
    }
    await settled();
    assert.equal(this.#disposed, false, `${pick} is refused`);
  }
}

function isError({ iconPath }: vscode.QuickPickItem): boolean {
  return iconPath instanceof vscode.ThemeIcon && iconPath.id === "error";
}

/** Until whatever was started by an event has come to its next wait. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
