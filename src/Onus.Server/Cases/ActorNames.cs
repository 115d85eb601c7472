using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>By which name this node shows an actor that an entry names: from the entry that registered it, whose token never
/// changes, so that no answer waits for the writer's thread because of a name.</summary>
internal sealed partial class ActorNames(Node node, LogPages log)
{
    private readonly ConcurrentDictionary<ulong, Id128> _tokens = new();

    /// <summary>The name; null where this node knows none.</summary>
    public string? Of(ulong actor) => TokenOf(actor) is { IsNone: false } token ? node.Names.Of(token) : null;

    /// <summary>The actor's token; none where the entry registered nobody.</summary>
    public Id128 TokenOf(ulong actor)
    {
        if (_tokens.TryGetValue(actor, out var token)) return token;
        if (actor == 0 || !log.TryRead(actor, out var entry) || !ActorRegistered.TryRead(entry, out var registered)) return Id128.None;
        return _tokens[actor] = registered!.Token;
    }

    /// <summary>The sentence with a name behind each actor that it names by number.</summary>
    public string In(string sentence) => Numbered().Replace(sentence, match =>
        ulong.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var actor) && Of(actor) is { } name
            ? $"{match.Value} ({name})"
            : match.Value);

    [GeneratedRegex(@"\bactor (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
