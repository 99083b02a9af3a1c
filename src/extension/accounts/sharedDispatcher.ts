/** The dispatcher that all accounts share, replaced when VS Code's network settings change. */
import type { createDispatcher } from "../../http/network.ts";
import { networkSettings } from "./networkSettings.ts";

type Dispatcher = Awaited<ReturnType<typeof createDispatcher>>;

export class SharedDispatcher {
  #current: { readonly settings: string; readonly dispatcher: Promise<Dispatcher> } | undefined;

  /** For the settings as they are now. Rejects with a `Refusal` where they name no proxy. */
  get(): Promise<Dispatcher> {
    const settings = networkSettings();
    const written = JSON.stringify({ ...settings, env: undefined });
    if (this.#current?.settings === written) return this.#current.dispatcher;
    const before = this.#current;
    const made = { settings: written, dispatcher: make(settings) };
    this.#current = made;
    made.dispatcher.catch(() => {
      if (this.#current === made) this.#current = undefined;
    });
    // Running calls may finish.
    void before?.dispatcher.then((dispatcher) => dispatcher.close()).catch(() => undefined);
    return made.dispatcher;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const dispatcher = await this.#current?.dispatcher.catch(() => undefined);
    this.#current = undefined;
    await dispatcher?.destroy();
  }
}

async function make(settings: ReturnType<typeof networkSettings>): Promise<Dispatcher> {
  const { createDispatcher } = await import("../../http/network.ts");
  return createDispatcher(settings);
}
