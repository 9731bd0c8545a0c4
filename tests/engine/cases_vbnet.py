"""How configurations are followed, by small VB.NET files; «x» marks a line that must be found."""

_HEAD = """Imports System
Imports System.Collections.Generic
Imports System.Configuration
Imports System.Net
Imports System.Net.Http
Imports System.Net.Security
Imports System.Security.Authentication
"""

CASES = {
    name: _HEAD + code
    for name, code in {
        "unions, line continuations and case": """
Public Class Form1
    Private Sub Form1_Load(sender As Object, e As EventArgs) Handles MyBase.Load
        servicepointmanager.securityprotocol = SecurityProtocolType.Tls Or _ «x»
            SecurityProtocolType.Tls11 Or _
            SecurityProtocolType.Tls12
    End Sub
    Private Sub Good() Handles Button1.Click
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 Or
            SecurityProtocolType.Tls13
    End Sub
End Class
""",
        "numbers cast": """
Module M
    Sub A()
        ServicePointManager.SecurityProtocol = CType(192, SecurityProtocolType) «x»
    End Sub
    Sub B()
        ServicePointManager.SecurityProtocol = DirectCast(3072, SecurityProtocolType)
    End Sub
    Sub C()
        ServicePointManager.SecurityProtocol = 3072
    End Sub
    Sub D()
        ServicePointManager.SecurityProtocol = CType(&HC0 Or &H300 Or &HC00, SecurityProtocolType) «x»
    End Sub
    Sub E()
        Net.ServicePointManager.SecurityProtocol = CType(768 Or 3072, Net.SecurityProtocolType) «x»
    End Sub
    Sub F()
        ServicePointManager.SecurityProtocol = 768 «x»
    End Sub
End Module
""",
        "numbers cast, in texts and handed to what nobody knows": """
Module M
    Sub A()
        Client.Connect("h", CType(768, SslProtocols)) «x»
        Client.Connect("h", CType(3072, SslProtocols))
        Client.Connect("h", CType(192 Or 3072, SslProtocols)) «x»
    End Sub
    Sub B()
        ServicePointManager.SecurityProtocol = CType(CInt("192"), SecurityProtocolType) «x»
    End Sub
    Sub C()
        Dim a As New EchoServer(443, SslProtocols.Tls)
        Dim b As New EchoClient(443, SslProtocols.Tls) «x»
    End Sub
End Module
Public Class T
    <Theory>
    <InlineData(SslProtocols.Tls)> «x»
    <InlineData(SslProtocols.Tls12)>
    Public Sub Works(p As SslProtocols)
        Dim h As New HttpClientHandler With {.SslProtocols = p}
    End Sub
End Class
""",
        "added, removed and asked": """
Module M
    Sub A()
        ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol Or SecurityProtocolType.Tls11 «x»
    End Sub
    Sub B()
        ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol And Not SecurityProtocolType.Ssl3
    End Sub
    Sub C()
        If ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls Then Console.WriteLine("old")
        If (ServicePointManager.SecurityProtocol And SecurityProtocolType.Tls) = SecurityProtocolType.Tls Then
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12
        End If
        If Not ServicePointManager.SecurityProtocol.HasFlag(SecurityProtocolType.Tls12) Then
            ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol Or SecurityProtocolType.Tls12
        End If
    End Sub
    Sub D()
        ServicePointManager.SecurityProtocol += SecurityProtocolType.Tls11 «x»
    End Sub
End Module
""",
        "a property that runs code is read where it is named": """
Class A
    ReadOnly Property Old As SecurityProtocolType
        Get
            Return SecurityProtocolType.Tls «x»
        End Get
    End Property
    Private ReadOnly Property Good As SecurityProtocolType
        Get
            Return SecurityProtocolType.Tls12
        End Get
    End Property
    Sub F()
        ServicePointManager.SecurityProtocol = Good Or Me.Old
    End Sub
End Class
""",
        "a later assignment heals": """
Class A
    Sub F()
        Dim h As New HttpClientHandler
        h.SslProtocols = SslProtocols.Tls
        h.SslProtocols = SslProtocols.Tls12
        Dim g = New HttpClientHandler With {.SslProtocols = SslProtocols.Tls11} «x»
    End Sub
End Class
""",
        "with blocks": """
Class A
    Sub F()
        With New HttpClientHandler()
            .UseCookies = False
            .SslProtocols = SslProtocols.Tls «x»
        End With
    End Sub
    Sub G()
        Dim h As New HttpClientHandler
        With h
            .SslProtocols = SslProtocols.Tls12
        End With
    End Sub
End Class
""",
        "try the new one and fall back": """
Module M
    Sub Main()
        Try
            ServicePointManager.SecurityProtocol = CType(3072, SecurityProtocolType)
        Catch ex As NotSupportedException
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3 «x»
        End Try
    End Sub
End Module
""",
        "on error resume next": """
Module M
    Sub Main()
        On Error Resume Next
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls «x»
        Err.Clear()
    End Sub
End Module
""",
        "handshakes": """
Class A
    Sub F(inner As IO.Stream)
        Using s As New SslStream(inner, False, AddressOf Validate)
            s.AuthenticateAsClient("host", Nothing, SslProtocols.Default, False) «x»
        End Using
        Dim t = New SslStream(inner)
        t.AuthenticateAsClient("host", Nothing, SslProtocols.Tls12, False)
        t.AuthenticateAsServer(cert, False, SslProtocols.Tls, False)
    End Sub
    Async Function G(s As SslStream) As Task
        Await s.AuthenticateAsClientAsync("host", Nothing, SslProtocols.Tls11, True) «x»
    End Function
    Function Validate(sender As Object, c As Object, chain As Object, errors As SslPolicyErrors) As Boolean
        Return True
    End Function
End Class
""",
        "constants and fields": """
Friend Module Protocols
    Public Const Tls12 As SecurityProtocolType = CType(&HC00, SecurityProtocolType)
    Private Const Old As SecurityProtocolType = CType(&H300, SecurityProtocolType) «x»
    Sub F()
        ServicePointManager.SecurityProtocol = Tls12
    End Sub
    Sub G()
        ServicePointManager.SecurityProtocol = Tls12 Or Old
    End Sub
End Module
""",
        "handed to what nobody knows": """
Friend Module Client
    Public Const Old As SecurityProtocolType = SecurityProtocolType.Tls «x»
    Sub F()
        Connect("host", SecurityProtocolType.Tls11) «x»
        Connect("host", SecurityProtocolType.Tls12)
    End Sub
End Module
""",
        "conditionals": """
Module M
    Sub A(modern As Boolean)
        ServicePointManager.SecurityProtocol = If(modern, SecurityProtocolType.Tls12, SecurityProtocolType.Tls) «x»
    End Sub
    Sub B(modern As Boolean)
        ServicePointManager.SecurityProtocol = CType(IIf(modern, 3072, 192), SecurityProtocolType) «x»
    End Sub
    Sub C(modern As Boolean)
        If modern Then ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 Else ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls «x»
    End Sub
End Module
""",
        "parsing texts": """
Module M
    Sub A()
        ServicePointManager.SecurityProtocol = CType([Enum].Parse(GetType(SecurityProtocolType), "Tls11"), SecurityProtocolType) «x»
    End Sub
    Sub B()
        Dim name = If(ConfigurationManager.AppSettings("Protocol"), "Tls12")
        ServicePointManager.SecurityProtocol = CType([Enum].Parse(GetType(SecurityProtocolType), name), SecurityProtocolType)
    End Sub
End Module
""",
        "select case": """
Module M
    Function Show(p As SslProtocols) As String
        Select Case p
            Case SslProtocols.Tls, SslProtocols.Tls11
                Return "old"
            Case Else
                Return "new"
        End Select
    End Function
    Sub Choose(name As String)
        Select Case name
            Case "new"
                ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12
            Case Else
                ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls «x»
        End Select
    End Sub
End Module
""",
        "a helper is given the version": """
Module M
    Sub Old()
        SetProtocol(SecurityProtocolType.Tls) «x»
    End Sub
    Sub Good()
        SetProtocol(SecurityProtocolType.Tls)
        SetProtocol(SecurityProtocolType.Tls12)
    End Sub
    Private Sub SetProtocol(ByVal p As SecurityProtocolType)
        ServicePointManager.SecurityProtocol = p
    End Sub
End Module
""",
        "a function that assigns its name": """
Module M
    Sub Main()
        ServicePointManager.SecurityProtocol = Chosen()
    End Sub
    Private Function Chosen() As SecurityProtocolType
        Chosen = SecurityProtocolType.Tls «x»
    End Function
End Module
""",
        "optional parameters and properties": """
Class A
    Public Property Protocols As SslProtocols = SslProtocols.Tls11 «x»
    Public Property Good As SslProtocols = SslProtocols.Tls12
    Sub Connect(s As SslStream, Optional p As SslProtocols = SslProtocols.Tls) «x»
        s.AuthenticateAsClient("host", Nothing, p, False)
    End Sub
End Class
""",
        "aliases and full names": """
Imports Spm = System.Net.ServicePointManager
Module M
    Sub A()
        Spm.SecurityProtocol = Global.System.Net.SecurityProtocolType.Tls «x»
    End Sub
    Sub B()
        System.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Tls12
    End Sub
End Module
""",
        "comments, regions and code switched off": """
Module M
    ' ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3
    REM ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3
    Dim s = "ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3"
#If False Then
    Sub F()
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3
    End Sub
#End If
#Region "Net"
    Sub G()
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3 : Console.WriteLine() «x»
    End Sub
#End Region
End Module
""",
        "objects in arrays and collections": """
Class A
    Private byHost As New Dictionary(Of String, SslServerAuthenticationOptions)
    Sub F(servers As SslServerAuthenticationOptions(), clients() As SslClientAuthenticationOptions)
        servers(0).EnabledSslProtocols = SslProtocols.Tls
        clients(0).EnabledSslProtocols = SslProtocols.Tls «x»
        byHost("a").EnabledSslProtocols = SslProtocols.Tls
    End Sub
    Sub G(given As List(Of SslServerAuthenticationOptions))
        For Each one In given
            one.EnabledSslProtocols = SslProtocols.Tls
        Next
        Dim local = New List(Of SslServerAuthenticationOptions)()
        local(1).EnabledSslProtocols = SslProtocols.Tls
    End Sub
End Class
""",
        "all but those named": """
Module M
    Sub F()
        ServicePointManager.SecurityProtocol = Not SecurityProtocolType.Ssl3 «x»
    End Sub
    Sub G()
        ServicePointManager.SecurityProtocol = Not (SecurityProtocolType.Ssl3 Or SecurityProtocolType.Tls Or SecurityProtocolType.Tls11)
    End Sub
End Module
""",
        "what is shown": """
Module M
    Sub F()
        MsgBox(SecurityProtocolType.Ssl3.ToString())
        MsgBox("not " & SecurityProtocolType.Tls)
        Label1.Text = SslProtocols.Tls.ToString()
    End Sub
End Module
""",
        "early exit": """
Module M
    Sub F(old As Boolean)
        If old Then
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls «x»
            Exit Sub
        End If
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12
    End Sub
End Module
""",
        "a lambda": """
Module M
    Sub F()
        Dim t As New Threading.Thread(Sub() ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls) «x»
        Dim u = Task.Run(Sub()
                             ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11 «x»
                         End Sub)
    End Sub
End Module
""",
        "an initial value that each constructor replaces is nothing": """
Class A
    Private _p As SslProtocols = SslProtocols.Default
    Public Sub New(p As SslProtocols)
        Me._p = p
    End Sub
    Public Sub New()
        Me.New(SslProtocols.Tls12)
    End Sub
    Sub Go(s As SslStream)
        s.AuthenticateAsClient("h", Nothing, _p, False)
    End Sub
End Class
Class B
    Private _p As SslProtocols = SslProtocols.Default «x»
    Public Sub New(p As SslProtocols)
        If p <> SslProtocols.None Then _p = p
    End Sub
    Sub Go(s As SslStream)
        s.AuthenticateAsClient("h", Nothing, _p, False)
    End Sub
End Class
""",
        "a list is gone through by a number": """
Class B
  Sub A(s As SslStream)
    Dim order = New SslProtocols() { SslProtocols.Tls12, SslProtocols.Tls } «x»
    For i = 0 To order.Length - 1
      s.AuthenticateAsClient("h", Nothing, order(i), False)
    Next
  End Sub
  Sub C(s As SslStream)
    Dim order = New SslProtocols() { SslProtocols.Tls12, SslProtocols.Tls }
    s.AuthenticateAsClient("h", Nothing, order(0), False)
  End Sub
End Class
""",
        "a loop over all members of an enumeration does what its tests let through": """
Class B
  Sub A()
    For Each p As SecurityProtocolType In [Enum].GetValues(GetType(SecurityProtocolType))
      ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol Or p «x»
    Next
  End Sub
  Sub C()
    For Each p As SecurityProtocolType In [Enum].GetValues(GetType(SecurityProtocolType))
      If p >= SecurityProtocolType.Tls12 Then ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol Or p
    Next
  End Sub
End Class
""",
        "what a text is parsed into is known by the variable's declaration": """
Class B
  Sub A()
    Dim p As SecurityProtocolType
    If [Enum].TryParse("Tls11", p) Then ServicePointManager.SecurityProtocol = p «x»
  End Sub
  Sub C()
    Dim p As SecurityProtocolType
    [Enum].TryParse(Of SecurityProtocolType)("Tls", True, p) «x»
    ServicePointManager.SecurityProtocol = p
  End Sub
  Sub D(text As String)
    Dim p As SecurityProtocolType = SecurityProtocolType.Tls
    If Not [Enum].TryParse("Tls12", p) Then p = SecurityProtocolType.Tls13
    ServicePointManager.SecurityProtocol = p
  End Sub
  Sub E()
    Dim c As ConsoleColor
    [Enum].TryParse("Tls", c)
    Console.ForegroundColor = c
  End Sub
End Class
""",
        "an enumeration of the file is gone through": """
Enum Own
  Ssl3 = 48
  Tls10 = 192
  Tls12 = 3072
End Enum
Class B
  Sub A()
    For Each p As Own In [Enum].GetValues(GetType(Own))
      ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol Or CType(p, SecurityProtocolType) «x»
    Next
  End Sub
End Class
""",
    }.items()
}
