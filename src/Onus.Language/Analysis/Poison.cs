using Onus.Language.Binding;

namespace Onus.Language.Analysis;

/// <summary>The names under which analyses tell one another that a fault has been reported.</summary>
internal static class Poison
{
    /// <summary>Everything about a state.</summary>
    internal static PoisonKey State(BoundState state) => new("state", state.Name);

    /// <summary>Whether and when a case in a state ends.</summary>
    internal static PoisonKey Ending(BoundState state) => new("ending", state.Name);

    /// <summary>Everything about the step's money and liability.</summary>
    internal static PoisonKey Step(BoundStep step) => new("step", step.Name);

    /// <summary>Who bears what in a state.</summary>
    internal static PoisonKey Liability(BoundState state) => new("liability", state.Name);

    /// <summary>Where the money is in a state.</summary>
    internal static PoisonKey Funds(BoundState state) => new("funds", state.Name);

    /// <summary>What a state means in law, and what that asks of the steps into it.</summary>
    internal static PoisonKey Legal(BoundState state) => new("legal", state.Name);

    /// <summary>Whether a step can be forced by a shortage or a cap.</summary>
    internal static PoisonKey Forced(BoundStep step) => new("forced", step.Name);

    /// <summary>Who may decide a step, and in whose favour.</summary>
    internal static PoisonKey Decision(BoundStep step) => new("decision", step.Name);

    /// <summary>What a step's condition says.</summary>
    internal static PoisonKey Guard(BoundStep step) => new("guard", step.Name);

    /// <summary>A state's clock and its fallback.</summary>
    internal static PoisonKey Clock(BoundState state) => new("clock", state.Name);
}
