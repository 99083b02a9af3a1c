import assert from "node:assert/strict";
import { carryOutImm, type ImmStep, planImm, stepText } from "../../../src/handOver/immPlan.ts";
import { Imm } from "../../../src/imm/datasets.ts";
import { immErrorOf, withSampleImm } from "../imm/sampleImm.ts";

const kinds = (steps: readonly ImmStep[]) => steps.map(({ kind }) => kind);

describe("giving a bucket to IMM", () => {
  it("is planned without making anything, then made, and planned anew as done", async () => {
    await withSampleImm(async ({ imm, actions, server }) => {
      const plan = await planImm(imm, "sample");
      assert.deepEqual(kinds(plan.steps), ["create-dataset", "create-binding"]);
      assert.equal(plan.project, "sample-project");
      assert.ok(
        actions().every((action) => action.startsWith("Get")),
        actions().join(),
      );
      assert.equal(server.billableCalls, 0);
      const done: string[] = [];
      await carryOutImm(plan, imm, (step) => done.push(stepText(step)));
      assert.match(done.join(" "), /CreateDataset\)\. .*CreateBinding\)\./);
      const again = await planImm(imm, "sample");
      assert.deepEqual(again.steps, []);
      assert.equal(again.findsLabels, true);
      await imm.stopBinding(again);
      assert.deepEqual(kinds((await planImm(imm, "sample")).steps), ["resume-binding"]);
    });
  });

  it("begins with a project where the bucket has none", async () => {
    await withSampleImm(async ({ imm, access }) => {
      const origin = access.origin;
      const plan = await planImm(new Imm({ ...access, origin }), "not-bound");
      assert.deepEqual(kinds(plan.steps), [
        ...["create-project", "attach-bucket", "create-dataset", "create-binding"],
      ]);
      await immErrorOf(carryOutImm(plan, imm, () => undefined));
      // What was made before the failure counts as made.
      const rest = await planImm(imm, "not-bound");
      assert.deepEqual(kinds(rest.steps), ["attach-bucket", "create-dataset", "create-binding"]);
    });
  });

  it("says that a dataset which is there finds no labels", async () => {
    await withSampleImm(async ({ imm }) => {
      const name = { project: "sample-project", dataset: "labels-sample" };
      await imm.createDataset(name, "Official:FaceManagement");
      const plan = await planImm(imm, "sample");
      assert.equal(plan.findsLabels, false);
      assert.equal(plan.templateId, "Official:FaceManagement");
    });
  });

  it("ends with the right that is missing", async () => {
    await withSampleImm(
      async ({ imm }) => {
        const plan = await planImm(imm, "sample");
        const error = await immErrorOf(carryOutImm(plan, imm, () => undefined));
        assert.equal(error.facts.ramAction, "imm:CreateBinding");
      },
      { denied: ["imm:CreateBinding"] },
    );
  });
});
