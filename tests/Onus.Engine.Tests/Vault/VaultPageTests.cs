using Onus.Core;
using Onus.Engine.Vault;
using Onus.Log.Tests.Formats;

namespace Onus.Engine.Tests.Vault;

/// <summary>docs/formats/vault.md has the bytes that the code makes.</summary>
public sealed class VaultPageTests
{
    [Fact]
    public void The_page_of_the_vault_has_the_codes_own_slots()
    {
        var page = new FormatPage("vault.md");
        byte[] wrapped = [.. Enumerable.Range(1, WrappedKey.Size).Select(i => (byte)i)];
        var subject = new KeySlot { Kind = SlotKind.Subject, Subject = new Id128(7), Wrapped = wrapped };
        page.Check("subject-slot", subject.ToBytes());
        page.Check("object-slot", (subject with { Kind = SlotKind.Object, Name = Hash256.EmptyRoot, Offset = 4_096, Length = 300 }).ToBytes());
        page.Check("destroyed-object-slot", new KeySlot { Kind = SlotKind.ObjectDestroyed, Subject = new Id128(7), Name = Hash256.EmptyRoot }.ToBytes());
    }
}
