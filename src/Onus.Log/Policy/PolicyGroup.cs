namespace Onus.Log.Policy;

/// <summary>A group of witnesses and earlier groups: it has witnessed a checkpoint when enough of its members have.</summary>
/// <param name="Name">What the policy calls it, as octets.</param>
/// <param name="Threshold">How many members are enough: 1 to all of them.</param>
/// <param name="Members">Their names, as octets.</param>
internal sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);
