namespace Onus.Engine;

/// <summary>What became of a command on its way through the engine; only <see cref="Durable"/> carries an outcome.</summary>
public enum Delivery : byte
{
    /// <summary>Decided, durable, and covered by a signed checkpoint: the outcome stands.</summary>
    Durable,

    /// <summary>Not taken: too much is waiting. Nothing happened; try again later with the same id.</summary>
    Overloaded,

    /// <summary>Not taken: the principal's refusals are over their budget. Nothing happened.</summary>
    Throttled,

    /// <summary>Not decided in the time that the caller gave. Nothing happened, and nothing will.</summary>
    Expired,

    /// <summary>The device failed while the command was on its way: it may be in the log or not. Ask again with the same
    /// id once the engine is open again; the answer is exact.</summary>
    Unknown,

    /// <summary>Not taken: the engine is closed, or has stopped. Nothing happened.</summary>
    Closed,
}

/// <summary>An outcome with how it was delivered.</summary>
/// <param name="Delivery">What became of the command on its way.</param>
/// <param name="Result">The outcome; default unless <see cref="Delivery.Durable"/>.</param>
/// <typeparam name="T">The kind of outcome.</typeparam>
public readonly record struct Answer<T>(Delivery Delivery, T Result)
{
    /// <summary>Whether the outcome stands.</summary>
    public bool IsDurable => Delivery == Delivery.Durable;
}
