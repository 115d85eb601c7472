using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>How a step is decided, in the words the guard analysis asks with.</summary>
internal static class StepTraits
{
    /// <summary>A step that fires by itself when its guard holds.</summary>
    public static bool IsRule(this BoundStep step) => step is { Kind: StepKind.Step, Decision.By: DeciderKind.Rule };

    /// <summary>A rule that fires whenever its guard holds: it needs no evidence and is not counted.</summary>
    public static bool IsSureRule(this BoundStep step) => step.IsRule() && step.Needs.IsEmpty && step.AtMost is null;

    /// <summary>A step that somebody decides; an appeal is not one, for it decides nothing.</summary>
    public static bool IsPersons(this BoundStep step) =>
        step is { Kind: StepKind.Step, Decision.By: DeciderKind.Person };
}
