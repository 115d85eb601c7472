using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onus.Language.Compiled;

/// <summary>Writes a compiled product as JSON for other programs: everything by its name, by the schema
/// <c>docs/language/product.schema.json</c>.</summary>
/// <remarks>Whole numbers that can pass 53 bits (amounts, bounds) are strings of digits. What is not said is left out.</remarks>
public static class ProductJson
{
    /// <summary>What the property <c>format</c> says.</summary>
    public const string Format = "onus-product/1";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The product as indented JSON, ending with a line end.</summary>
    public static string Write(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented)) Write(new JsonProductWriter(json, product), product);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(JsonProductWriter w, Product product) => w.Object(null, () =>
    {
        w.Text("format", Format);
        w.Text("hash", ProductCodec.HashOf(product).ToString());
        w.Text("source", product.Source.ToString());
        w.Text("name", product.Name);
        w.Text("title", product.Title);
        w.Number("version", product.Version);
        w.Date("inEffect", product.InEffect);
        w.Object("perimeter", () => Perimeter(w, product.Perimeter));
        w.Array("sources", product.Sources, s => Source(w, s));
        w.Array("parties", product.Parties, p =>
        {
            w.Text("name", p.Name);
            w.Text("title", p.Title);
            w.Word("kind", p.Kind);
        });
        w.Array("authorities", product.Authorities, a =>
        {
            w.Text("name", a.Name);
            w.Party("of", a.Of);
            w.Number("persons", a.Quorum);
            w.Names("members", a.Members, i => product.Authorities[i].Name);
        });
        JsonInputs.Write(w, product);
        JsonStates.Write(w, product);
        JsonSteps.Write(w, product);
        JsonLimits.Write(w, product);
    });

    private static void Perimeter(JsonProductWriter w, Perimeter p)
    {
        w.Names("jurisdictions", p.Jurisdictions, j => j);
        w.Array("regulators", p.Regulators, r =>
        {
            w.Text("name", r.Name);
            w.Text("title", r.Title);
        });
        w.Names("currencies", p.Currencies, c => c.Code);
        w.Text("timeZone", p.TimeZone);
        w.Word("monthEnd", p.MonthEnd);
        w.Quantity("endsWithin", p.EndsWithin);
        if (p.Calendar is { } calendar)
        {
            w.Object("calendar", () =>
            {
                w.Text("name", calendar.Name);
                w.Text("path", calendar.Path);
                w.Date("through", calendar.Through);
                w.Text("data", calendar.Data.ToString());
            });
        }

        if (p.Recovery is not { } recovery) return;
        w.Object("recovery", () =>
        {
            w.Quantity("within", recovery.Within);
            w.Who("then", recovery.Then);
        });
    }

    private static void Source(JsonProductWriter w, Source s)
    {
        w.Text("name", s.Name);
        w.Text("title", s.Title);
        w.Text("kind", s.IsRule ? "rule" : "policy");
        w.Text("cites", s.Cites);
        w.Text("url", s.Url);
        w.Date("checked", s.Checked);
        w.Who("decidedBy", s.DecidedBy);
        w.Date("reviewBy", s.ReviewBy);
        w.Steps("compels", s.Compels);
        w.Array("sets", s.Sets, n =>
        {
            w.Text("name", n.Name);
            w.Quantity("value", n.Value);
        });
    }
}

/// <summary>A JSON writer that knows the product's names.</summary>
internal sealed class JsonProductWriter(Utf8JsonWriter json, Product product)
{
    public Product Product => product;

    public void Object(string? name, Action write)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    public void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) Object(null, () => write(item));
        json.WriteEndArray();
    }

    public void Names<T>(string name, IEnumerable<T> items, Func<T, string> of)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(of(item));
        json.WriteEndArray();
    }

    public void Text(string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public void Number(string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Digits(string name, Int128 value) => Text(name, value.ToString(CultureInfo.InvariantCulture));

    public void Date(string name, DateOnly? date) => Text(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A value of an enumeration as a word: <c>OneOf</c> is <c>one-of</c>.</summary>
    public void Word<T>(string name, T value) where T : struct, Enum =>
        Text(name, JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    public void Quantity(string name, Quantity? quantity)
    {
        if (quantity is not { } q) return;
        Object(name, () =>
        {
            Text("text", q.ToString());
            Word("unit", q.Unit);
            Text("amount", q.Amount.ToString(CultureInfo.InvariantCulture));
            Text("currency", q.Currency.IsKnown ? q.Currency.Code : null);
        });
    }

    public void Party(string name, int? index) => Text(name, index is { } i ? product.Parties[i].Name : null);

    public void Who(string name, Who? who) => Text(name, who is { } w ? NameOf(w) : null);

    public void Fact(string name, int? index) => Text(name, index is { } i ? product.Facts[i].Name : null);

    public void State(string name, int? index) => Text(name, index is { } i ? product.States[i].Name : null);

    public void Step(string name, int? index) => Text(name, index is { } i ? product.Steps[i].Name : null);

    public void Steps(string name, IEnumerable<int> indices) => Names(name, indices, i => product.Steps[i].Name);

    public string NameOf(Who who) => who.IsParty ? product.Parties[who.Index].Name : product.Authorities[who.Index].Name;

    public void Share(string name, Share share) => Object(name, () =>
    {
        Word("kind", share.Kind);
        if (share.FactIndex >= 0) Fact("fact", share.FactIndex);
        else if (share.Kind is not (ShareKind.All or ShareKind.Rest))
            Text("amount", share.Amount.ToString(CultureInfo.InvariantCulture));
    });
}
