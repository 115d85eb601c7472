using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Lowers the lines of examples.</summary>
internal static class ExampleLowering
{
    public static ExampleLine Lower(
        BoundExampleLine line, LoweringNames names, FactLowering facts, Func<TextSpan, int> lineOf)
    {
        var at = lineOf(line.Span);
        return line switch
        {
            GivenFact g => new() { Action = ExampleAction.GivenFact, Line = at, Subject = g.Fact.Index, Value = facts.ValueOf(g.Fact, g.Value) },
            GivenBalance g => new()
            {
                Action = ExampleAction.GivenBalance, Line = at, Subject = names.Account(g.Account), Value = FactLowering.Number(g.Value),
            },
            ExampleAct act => new()
            {
                Action = act.Refused ? ExampleAction.Refused : ExampleAction.Do, Line = at, Subject = act.Step.Index,
                By = names.MaybeWho(act.By), With = [.. act.With.Select(names.Evidence)],
            },
            ExampleWait w => new() { Action = ExampleAction.Wait, Line = at, Subject = -1, Wait = w.Length.Value },
            ExpectState s => new() { Action = ExampleAction.ExpectState, Line = at, Subject = s.State.Index },
            ExpectLiable l => new()
            {
                Action = ExampleAction.ExpectLiable, Line = at, Subject = names.Party(l.Party),
                Share = l.Share is { } share ? LoweringNames.Share(share) : null,
            },
            ExpectBalance b => new()
            {
                Action = ExampleAction.ExpectBalance, Line = at, Subject = names.Account(b.Account),
                Value = b.Value is { } value ? FactLowering.Number(value) : 0,
            },
            ExpectShadow s => new() { Action = ExampleAction.ExpectShadowDiffers, Line = at, Subject = names.Shadow(s.Shadow) },
            _ => throw new InvariantViolation("every kind of example line is lowered"),
        };
    }
}
