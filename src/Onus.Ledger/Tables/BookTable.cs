using Onus.Core;

namespace Onus.Ledger.Tables;

/// <summary>All books, by number in the order of their opening.</summary>
internal sealed class BookTable
{
    /// <summary>The most books; tests lower it.</summary>
    public int MaxBooks { get; set; } = ushort.MaxValue;

    private readonly List<BookRecord> _books = [];
    private readonly Dictionary<Id128, BookRecord> _byId = [];
    private readonly Dictionary<ulong, BookRecord> _byEntry = [];

    public int Count => _books.Count;

    public BookRecord this[int number] => _books[number];

    public BookRecord? Find(Id128 id) => _byId.GetValueOrDefault(id);

    public BookRecord? FindOpenedBy(ulong entry) => _byEntry.GetValueOrDefault(entry);

    public void Add(BookRecord book)
    {
        Invariant.Holds(book.Number == Count && Count < MaxBooks);
        _books.Add(book);
        _byId.Add(book.Id, book);
        _byEntry.Add(book.Opened, book);
    }
}
