import Records

@testable import Output

/// Rows in the shapes of the API, for what tables and cards look like.
enum SampleRows {
    static func search() throws -> [Row] {
        [
            try row(
                #"""
                {"id":23755,"type":"artist","title":"Miles Davis","thumb":"","master_id":null,
                 "uri":"/artist/23755-Miles-Davis","cover_image":"https://x/spacer.gif"}
                """#),
            try row(
                #"""
                {"id":5460,"type":"master","title":"Miles Davis - Kind Of Blue","year":"1959",
                 "country":"US","format":["Vinyl","LP","Album","Stereo"],"catno":"CS 8163",
                 "label":["Columbia","Columbia","Columbia"],"community":{"have":1,"want":2},
                 "thumb":"","genre":["Jazz"]}
                """#),
            try row(
                #"""
                {"id":9000000001,"type":"release","title":"坂本龍一 - 千のナイフ (Thousand Knives Of)",
                 "year":"1978","country":"Japan","format":["Vinyl","LP"],"catno":"YX-7212-N",
                 "label":["Better Days","日本コロムビア"],"thumb":""}
                """#),
            try row(
                #"""
                {"id":7,"type":"release","title":"Evil\u001b[2J\u202e Twin\r\nTwo","year":"0",
                 "country":"","format":[],"catno":"none","label":[],"thumb":""}
                """#),
        ]
    }

    static func release() throws -> Row {
        try row(
            #"""
            {"id":9000000010,"title":"Kind Of Blue","uri":"https://www.discogs.com/release/9000000010",
             "artists":[{"name":"Miles Davis","anv":"","join":","}],"artists_sort":"Davis, Miles",
             "labels":[{"name":"Columbia","catno":"CS 8163"},{"name":"Legacy (2)","catno":"none"}],
             "series":[{"name":"Jazz Masters","catno":"7"}],
             "companies":[{"name":"30th Street Studio","entity_type_name":"Recorded At"},
              {"name":"Columbia Records","entity_type_name":"Copyright (c)"},
              {"name":"CBS","entity_type_name":"Copyright (c)"},{"name":"Nobody"}],
             "formats":[{"name":"Vinyl","qty":"2","descriptions":["LP","Album"],"text":"180 gram"},
              {"name":"CD","qty":"1"}],
             "country":"US","year":1959,"released":"1959-08-00","genres":["Jazz"],
             "styles":["Modal","Cool Jazz"],"status":"Accepted","master_id":5460,
             "tracklist":[{"position":"","type_":"heading","title":"Side One"},
              {"position":"A1","type_":"track","title":"So What","duration":"9:22"},
              {"position":"A2","type_":"track","title":"Freddie Freeloader","duration":"9:46",
               "extraartists":[{"name":"Wynton Kelly","role":"Piano"}]},
              {"position":"A3","type_":"track","title":"Blue In Green","duration":"5:37"},
              {"position":"","type_":"heading","title":"Side Two"},
              {"position":"","type_":"index","title":"Suite","duration":"","sub_tracks":[
               {"position":"B1a","type_":"track","title":"All Blues","duration":"11:33"},
               {"position":"B1b","type_":"track","title":"Flamenco Sketches","duration":"9:26",
                "artists":[{"name":"Bill Evans (2)","join":""}]}]}],
             "extraartists":[
              {"name":"Cannonball Adderley","anv":"Julian Adderley","role":"Alto Saxophone",
               "tracks":"A1, A2, B1"},
              {"name":"John Coltrane","role":"Tenor Saxophone"},
              {"name":"Bill Evans (2)","role":"Piano","tracks":"A1, A3 to B1"},
              {"name":"Wynton Kelly","role":"Piano","tracks":"A2"},{"name":"Unknown","role":""}],
             "notes":"[b]Six-eye[/b] label.\r\nSee [r123] and [url=https://x.org]here[/url].\r\n",
             "identifiers":[{"type":"Matrix / Runout","value":"XSM47324","description":"Side A"},
              {"type":"Barcode","value":"0 7464 40579 2"}],
             "community":{"have":2121,"want":351,"rating":{"count":148,"average":4.6412345}},
             "num_for_sale":12,"lowest_price":7.5,"images":[],"videos":[{"title":"x"}]}
            """#)
    }
}
