using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Onus.Console.Wording;
using Onus.Core;

namespace Onus.Console.Components;

/// <summary>What every component of the console has: the words, the request, and the time of the page.</summary>
public abstract class ConsoleComponent : ComponentBase
{
    [Inject]
    internal Words W { get; private set; } = null!;

    [Inject]
    internal ConsoleOptions Options { get; private set; } = null!;

    [CascadingParameter]
    internal HttpContext Http { get; private set; } = null!;

    /// <summary>The time of the node.</summary>
    internal LogTime Now => LogTime.From(Options.Time.GetUtcNow());

    /// <summary>A number with separators.</summary>
    internal static string N(ulong number) => Words.Number(number);
}
