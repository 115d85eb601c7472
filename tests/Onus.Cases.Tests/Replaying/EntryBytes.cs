using Onus.Core.Formats;

namespace Onus.Cases.Tests.Replaying;

/// <summary>An entry as its bytes.</summary>
internal static class EntryBytes
{
    public static byte[] ToBytes(this ActEntry act)
    {
        var writer = CborExtensions.NewWriter();
        act.Write(writer);
        return writer.Encode();
    }
}
