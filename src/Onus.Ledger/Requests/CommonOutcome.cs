using System.Runtime.CompilerServices;

namespace Onus.Ledger.Requests;

/// <summary>The outcomes that every request's list has under one number.</summary>
internal static class CommonOutcome
{
    public const byte Accepted = 0, IdMustNotBeZero = 3, IdMustBeVersion7 = 4, ActorOutOfRange = 5;
    public const byte IdTooFarAhead = 64, IdAlreadyRefused = 65;
    public const byte ExistsWithDifferentRequest = 66, ExistsWithDifferentActor = 67, Exists = 127;

    /// <summary>The number as an outcome of one list.</summary>
    public static TOutcome As<TOutcome>(byte number)
        where TOutcome : struct, Enum => Unsafe.BitCast<byte, TOutcome>(number);

    /// <summary>The number of an outcome.</summary>
    public static byte NumberOf<TOutcome>(TOutcome outcome)
        where TOutcome : struct, Enum => Unsafe.BitCast<TOutcome, byte>(outcome);
}
