using System.Formats.Cbor;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The canonical bytes of a compiled product and their hash: the same on every machine.</summary>
public static class ProductCodec
{
    /// <summary>The version of the layout, the first field of the bytes.</summary>
    public const int LayoutVersion = 1;

    /// <summary>The most bytes that are read as a product.</summary>
    public const int MaxSize = 4 * 1024 * 1024;

    /// <summary>The canonical bytes.</summary>
    public static byte[] Encode(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var writer = CborExtensions.NewWriter();
        ProductLayout.Of(new CborArchive(writer), product);
        return writer.Encode();
    }

    /// <summary>SHA-256 of the canonical bytes: the product's identity in the log.</summary>
    public static Hash256 HashOf(Product product) => new(SHA256.HashData(Encode(product)));

    /// <summary>Reads canonical bytes.</summary>
    /// <returns>The product, or null with what is wrong when the bytes are not one.</returns>
    public static Product? TryDecode(ReadOnlyMemory<byte> bytes, out string fault)
    {
        fault = "";
        if (bytes.Length > MaxSize)
        {
            fault = $"{bytes.Length} bytes are more than a compiled product may have ({MaxSize})";
            return null;
        }

        try
        {
            var reader = CborExtensions.NewReader(bytes);
            var product = ProductLayout.Of(new CborArchive(reader), null);
            if (reader.BytesRemaining > 0) fault = $"{reader.BytesRemaining} bytes follow the product";
            else if (ProductReferences.FirstBroken(product) is { } broken) fault = broken;
            else return product;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
        {
            fault = $"not a compiled product: {e.Message}";
        }

        return null;
    }
}
