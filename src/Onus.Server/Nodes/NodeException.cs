namespace Onus.Server;

/// <summary>A node that cannot be opened: what is wrong, where, and what to do, in one line.</summary>
public sealed class NodeException(string message) : Exception(message);
