namespace Cffi.Parser.Binding;

/// <summary>The type names of the Windows headers, known on Windows targets (as in cffi).</summary>
/// <remarks>The table is made when a Windows target first meets an unknown name.</remarks>
internal static class WindowsNames
{
    // In each line a C type, then the names for it; P and LP names are pointers to the name without them.
    private const string Table = """
        int: BOOL INT HFILE LONG32 INT32 HALF_PTR_T
        unsigned int: UINT UINT32 DWORD32 ULONG32
        unsigned char: BYTE UCHAR BOOLEAN UINT8
        signed char: INT8
        char: CHAR CCHAR
        short: SHORT INT16
        unsigned short: WORD USHORT ATOM LANGID UINT16
        long: LONG HRESULT NTSTATUS LSTATUS SCODE
        unsigned long: DWORD ULONG LCID LCTYPE LGRPID COLORREF ACCESS_MASK
        long long: LONGLONG LONG64 INT64 USN
        unsigned long long: ULONGLONG DWORDLONG DWORD64 ULONG64 UINT64
        float: FLOAT
        double: DOUBLE
        wchar_t: WCHAR
        intptr_t: INT_PTR LONG_PTR LPARAM LRESULT SSIZE_T
        uintptr_t: UINT_PTR ULONG_PTR DWORD_PTR WPARAM SIZE_T KAFFINITY
        void: VOID
        void *: HANDLE PVOID LPVOID HWND HINSTANCE HMODULE HKEY HDC HICON HCURSOR HBRUSH HMENU HBITMAP HFONT HPEN HRGN HPALETTE HGDIOBJ HGLOBAL HLOCAL HHOOK HRSRC HACCEL HDESK HWINSTA HMONITOR HENHMETAFILE HMETAFILE HCOLORSPACE HDROP HDWP HRAWINPUT HTOUCHINPUT HTASK HSTR HGESTUREINFO HCONV HCONVLIST HDDEDATA HSZ SC_HANDLE SERVICE_STATUS_HANDLE PVOID64 HDEVNOTIFY HPOWERNOTIFY HIMAGELIST PSID
        const void *: LPCVOID
        char *: PSTR LPSTR NPSTR PCHAR LPCH PCH
        const char *: PCSTR LPCSTR LPCCH PCCH
        wchar_t *: PWSTR LPWSTR NWPSTR PWCHAR LPWCH PWCH BSTR
        const wchar_t *: PCWSTR LPCWSTR LPCWCH PCWCH
        HANDLE *: PHANDLE LPHANDLE
        HKEY *: PHKEY
        BOOL *: PBOOL LPBOOL
        BYTE *: PBYTE LPBYTE
        BOOLEAN *: PBOOLEAN
        UCHAR *: PUCHAR
        INT *: PINT LPINT
        UINT *: PUINT
        SHORT *: PSHORT
        USHORT *: PUSHORT
        WORD *: PWORD LPWORD
        LONG *: PLONG LPLONG
        ULONG *: PULONG
        DWORD *: PDWORD LPDWORD LPCOLORREF
        LONGLONG *: PLONGLONG
        ULONGLONG *: PULONGLONG
        DWORD64 *: PDWORD64
        DWORD_PTR *: PDWORD_PTR
        DWORDLONG *: PDWORDLONG
        FLOAT *: PFLOAT
        INT8 *: PINT8
        INT16 *: PINT16
        INT32 *: PINT32
        INT64 *: PINT64
        UINT8 *: PUINT8
        UINT16 *: PUINT16
        UINT32 *: PUINT32
        UINT64 *: PUINT64
        INT_PTR *: PINT_PTR
        UINT_PTR *: PUINT_PTR
        LONG_PTR *: PLONG_PTR
        ULONG_PTR *: PULONG_PTR
        LONG32 *: PLONG32
        LONG64 *: PLONG64
        ULONG32 *: PULONG32
        ULONG64 *: PULONG64
        DWORD32 *: PDWORD32
        SIZE_T *: PSIZE_T
        SSIZE_T *: PSSIZE_T
        LCID *: PLCID
        """;

    private static readonly Lazy<Dictionary<string, CType>> Types = new(Create);

    public static CType? Find(string name) => Types.Value.TryGetValue(name, out CType? type) ? type : null;

    /// <summary>Whether Windows has a type with that name; fast for names that start with a small letter.</summary>
    public static bool Contains(string name) => name[0] is >= 'A' and <= 'Z' && Find(name) is not null;

    private static Dictionary<string, CType> Create()
    {
        var types = new Dictionary<string, CType>();
        foreach (string line in Table.Split('\n'))
        {
            int colon = line.IndexOf(':');
            CType type = TypeOf(line.Substring(0, colon).Trim(), types);
            foreach (string name in line.Substring(colon + 1).Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                types.Add(name, type);
            }
        }

        return types;
    }

    private static CType TypeOf(string text, Dictionary<string, CType> types)
    {
        bool isPointer = text.EndsWith(" *", StringComparison.Ordinal);
        string item = isPointer ? text.Substring(0, text.Length - 2) : text;
        bool isConst = item.StartsWith("const ", StringComparison.Ordinal);
        item = isConst ? item.Substring(6) : item;
        CType type = item == "void" ? CVoidType.Instance : types.TryGetValue(item, out CType? named) ? named : Primitive(item);
        type = type.Qualified(isConst ? CQualifiers.Const : CQualifiers.None);
        return isPointer ? type.PointerTo() : type;
    }

    private static CPrimitiveType Primitive(string name)
    {
        for (CPrimitiveKind kind = CPrimitiveKind.Bool; ; kind++)
        {
            if (CPrimitiveType.Of(kind).Name == name)
            {
                return CPrimitiveType.Of(kind);
            }
        }
    }
}
