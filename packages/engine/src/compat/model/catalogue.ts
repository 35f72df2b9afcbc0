import type { ModelRule } from "./rule.js";
import { modelConstraintTightened } from "./rules/model-constraint-tightened.js";
import { modelDefaultChanged } from "./rules/model-default-changed.js";
import { modelFieldAddedRequired } from "./rules/model-field-added-required.js";
import { modelFieldRemoved } from "./rules/model-field-removed.js";
import { modelFieldRenamed } from "./rules/model-field-renamed.js";
import { modelKeyChanged } from "./rules/model-key-changed.js";
import { modelMemberAdded } from "./rules/model-member-added.js";
import { modelMemberRemoved } from "./rules/model-member-removed.js";
import { modelMemberValueChanged } from "./rules/model-member-value-changed.js";
import { modelOpenChanged } from "./rules/model-open-changed.js";
import { modelPresenceChanged } from "./rules/model-presence-changed.js";
import { modelRemoved } from "./rules/model-removed.js";
import { modelRootChanged } from "./rules/model-root-changed.js";
import { modelTypeChanged } from "./rules/model-type-changed.js";

/** Every rule about two versions of a model, in the order of the documentation. */
export const MODEL_RULES: readonly ModelRule[] = [
  modelRemoved,
  modelRootChanged,
  modelFieldRemoved,
  modelFieldAddedRequired,
  modelFieldRenamed,
  modelKeyChanged,
  modelTypeChanged,
  modelPresenceChanged,
  modelMemberRemoved,
  modelMemberAdded,
  modelMemberValueChanged,
  modelDefaultChanged,
  modelConstraintTightened,
  modelOpenChanged,
];
