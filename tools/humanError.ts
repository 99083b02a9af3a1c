/** An error whose message is a sentence for a person: it is printed as it is, without a stack. */
export class HumanError extends Error {
  override readonly name = "HumanError";
}
