using System.Globalization;
using System.Text;

namespace Onus.Witness.Protocol;

/// <summary>What a witness answers over HTTP.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body.</param>
public sealed record WitnessAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The media type of the size that a witness answers when the client's is not its own.</summary>
    public const string SizeType = "text/x.tlog.size";

    internal const string TextType = "text/plain; charset=utf-8";

    internal static WitnessAnswer Text(int status, string text) => new(status, TextType, Encoding.UTF8.GetBytes(text));

    internal static WitnessAnswer Size(ulong size) =>
        new(409, SizeType, Encoding.ASCII.GetBytes(size.ToString(CultureInfo.InvariantCulture) + "\n"));
}
