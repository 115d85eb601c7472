using System.Text;
using Onus.Core;

namespace Onus.Engine.Exhibits;

/// <summary>The fixed parts of exhibits.</summary>
public static class ExhibitAssets
{
    /// <summary>The ES module that verifies proofs in a browser; it imports nothing.</summary>
    public static string ProofScript => Text("proof.js");

    /// <summary>The script that verifies an exhibit with openssl.</summary>
    internal static byte[] Script => Bytes("exhibit/verify.sh");

    internal static string PageScript => Text("exhibit/page.js");

    internal static string PageStyle => Text("exhibit/page.css");

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(ExhibitAssets).Assembly.GetManifestResourceStream(name);
        Invariant.Holds(stream is not null);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
